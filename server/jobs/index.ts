import type { AnyJob } from './kit.ts';
import { processAsset } from './process-asset.ts';
import { rollAccessLog } from './roll-access-log.ts';

/** The tasks a worker knows. */
export const jobs: readonly AnyJob[] = [processAsset, rollAccessLog];
