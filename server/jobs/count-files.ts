import { announceProcessed } from '#domain/revisions/announce-processed.ts';
import { countFiles as count } from '#domain/revisions/count-files.ts';
import { implement } from './kit.ts';

/** Counts the files of a new revision. If all of them were processed before, announces that. */
export const countFiles = implement('countFiles', async (revision, { db }) => {
  await count(db, revision);
  await announceProcessed(db, revision);
});
