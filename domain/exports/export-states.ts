import { trueKeysOf } from '#formats/keys-of.ts';
import type { ExportState } from '#prisma/client/enums.ts';

const isUnderWay: Record<ExportState, boolean> = { QUEUED: true, RUNNING: true, READY: false, FAILED: false };

/** States of exports that wait for a worker or are being written. */
export const underWayStates: ExportState[] = trueKeysOf(isUnderWay);
