import { trueKeysOf } from '#formats/keys-of.ts';
import type { UploadState } from '#prisma/client/enums.ts';

const isOutstanding: Record<UploadState, boolean> = {
  EXPECTED: true,
  MISMATCHED: true,
  VERIFIED: false,
  ABANDONED: false,
};

/** The states in which a declared file is still to be sent, or to be sent again. */
export const outstandingStates: UploadState[] = trueKeysOf(isOutstanding);
