import { trueKeysOf } from '#formats/keys-of.ts';
import type { UploadState } from '#prisma/client/enums.ts';

const isOutstanding: Record<UploadState, boolean> = {
  EXPECTED: true,
  MISMATCHED: true,
  VERIFIED: false,
  ABANDONED: false,
};

/** States in which a declared file must be sent, or sent again. */
export const outstandingStates: UploadState[] = trueKeysOf(isOutstanding);
