import { sweepAssets as sweep } from '#domain/assets/sweep-assets.ts';
import { implement } from './kit.ts';

/** Deletes assets and objects that are no longer referenced. */
export const sweepAssets = implement('sweepAssets', (_payload, { db, storage, signal }) =>
  sweep({ system: db, storage }, { signal }),
);
