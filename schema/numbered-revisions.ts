import { numberedRevisions } from '#domain/revisions/numbered-revisions.ts';
import { loaderPerArguments } from './loader.ts';

/** Loads revisions by their datasets and numbers in one statement. Null for one that the viewer may not see. */
export const revisionsByNumber = loaderPerArguments(numberedRevisions);
