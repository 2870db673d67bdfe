import type { DatasetExport } from '#prisma/client/client.ts';
import type { Context } from '../context.ts';
import type { SignedUrl } from '../storage.ts';
import { exportFilename } from './export-filename.ts';
import { type ExportPart, fileKindOf } from './export-formats.ts';

/**
 * Returns a temporary URL by which clients fetch a file of an export from the object store. Returns null if the export
 * is not ready or expired, or if its revision can no longer be read. The caller must have checked that the viewer may
 * read the dataset.
 *
 * The access log records the URL in the same request.
 */
export async function signExport(
  { db, storage, accessLog, limits }: Pick<Context, 'db' | 'storage' | 'accessLog' | 'limits'>,
  made: DatasetExport,
  part: ExportPart,
): Promise<SignedUrl | null> {
  const { id, orgId, datasetId, revision, format, state, expiresAt } = made;
  const objectKey = part === 'MAIN' ? made.objectKey : made.dataObjectKey;
  if (state !== 'READY' || objectKey === null || expiresAt.getTime() <= Date.now()) return null;
  const readable = await db.datasetRevision.findFirst({
    where: { orgId, datasetId, number: revision, deletedAt: null },
    select: { dataset: { select: { slug: true } } },
  });
  if (!readable) return null;
  accessLog.add({ orgId, action: 'EXPORT', datasetId, detail: { export: id, format, revision } });
  const file = fileKindOf(format, part);
  return storage.signGet({
    objectKey,
    contentType: file.contentType,
    filename: exportFilename(readable.dataset.slug, revision, file),
    disposition: 'ATTACHMENT',
    sensitive: true,
    ttlSeconds: limits.signedUrlSeconds,
  });
}
