import { sweepOrphans as sweep } from '#domain/assets/sweep-orphans.ts';
import { implement } from './kit.ts';

/** Deletes objects in the object store that no database row references. */
export const sweepOrphans = implement('sweepOrphans', async (_payload, { db, storage, signal, logger }) => {
  const { others, ...removed } = await sweep({ system: db, storage }, { signal });
  if (others > 0) logger.warn({ others }, 'another Vitrine uses the same bucket: objects without a row are left alone');
  else if (removed.objects + removed.multiparts > 0) logger.info(removed, 'removed what no row names');
});
