import { hasUnindexedRows, indexRows } from '#domain/text/index-rows.ts';
import { implement } from './kit.ts';

/** Writes the words and sort keys of rows that an older version has stored. */
export const indexWords = implement('indexWords', async (_payload, { db, signal, logger }) => {
  if (!(await hasUnindexedRows(db))) return;
  logger.info('indexing the words of rows that an older version has stored');
  const progress = await indexRows(db, { signal, report: (now) => logger.info(now, 'indexing words') });
  logger.info(progress, 'words indexed');
});
