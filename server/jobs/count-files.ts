import { countFiles as count } from '#domain/revisions/count-files.ts';
import { implement } from './kit.ts';

/** Counts the files of a new revision. */
export const countFiles = implement('countFiles', (revision, { db }) => count(db, revision));
