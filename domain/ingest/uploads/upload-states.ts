import { trueKeysOf } from '#formats/keys-of.ts';
import type { UploadState } from '#prisma/client/enums.ts';

const isOutstanding: Record<UploadState, boolean> = {
  EXPECTED: true,
  MISMATCHED: true,
  VERIFIED: false,
  ABANDONED: false,
};

/** States of declared files that must be sent, or sent again. */
export const outstandingStates: UploadState[] = trueKeysOf(isOutstanding);
