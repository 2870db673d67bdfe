import { failExport } from '#domain/exports/fail-export.ts';
import { runExport } from '#domain/exports/run-export.ts';
import { implement } from './kit.ts';

/** Writes the items of a revision to the object store, as a file for download. */
export const exportDataset = implement(
  'exportDataset',
  ({ orgId, exportId }, { db, storage, signal }) => runExport({ db, storage }, { orgId, id: exportId }, signal),
  ({ orgId, exportId }, { db }, reason) => failExport(db, { orgId, id: exportId }, reason),
);
