import { indexDatasets } from '#domain/datasets/index-datasets.ts';
import { hasUnindexedRows, indexRows } from '#domain/text/index-rows.ts';
import { implement } from './kit.ts';

/** Computes the search words and sort keys of datasets and items that an older version stored. */
export const indexWords = implement('indexWords', async (_payload, { db, signal, logger }) => {
  const datasets = await indexDatasets(db, signal);
  if (datasets > 0) logger.info({ datasets }, 'names of datasets indexed');
  if (!(await hasUnindexedRows(db))) return;
  logger.info('indexing the words of rows that an older version has stored');
  const progress = await indexRows(db, { signal, report: (now) => logger.info(now, 'indexing words') });
  logger.info(progress, 'words indexed');
});
