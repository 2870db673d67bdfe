import { numberedRevisions } from '#domain/revisions/numbered-revisions.ts';
import { loaderPerArguments } from './loader.ts';

/** Loads revisions by dataset and number, in one statement. Returns null for a revision that the viewer may not see. */
export const revisionsByNumber = loaderPerArguments(numberedRevisions);
