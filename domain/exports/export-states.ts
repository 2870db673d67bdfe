import { trueKeysOf } from '#formats/keys-of.ts';
import type { ExportState } from '#prisma/client/enums.ts';

const isUnderWay: Record<ExportState, boolean> = { QUEUED: true, RUNNING: true, READY: false, FAILED: false };

/** States in which an export waits for a worker or is being written. */
export const underWayStates: ExportState[] = trueKeysOf(isUnderWay);
