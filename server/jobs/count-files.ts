import { announceProcessed } from '#domain/revisions/announce-processed.ts';
import { countFiles as count } from '#domain/revisions/count-files.ts';
import { implement } from './kit.ts';

/** Counts the files of a new revision. Creates the event for processed files if all of them were processed before. */
export const countFiles = implement('countFiles', async (revision, { db }) => {
  await count(db, revision);
  await announceProcessed(db, revision);
});
