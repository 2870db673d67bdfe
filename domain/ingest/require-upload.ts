import type { IngestSession, Upload } from '#prisma/client/client.ts';
import type { Context } from '../context.ts';
import { NotFound, SessionClosed } from '../errors.ts';
import { isId } from '../ids.ts';
import { takesFiles } from './ingest-states.ts';
import { requireSession } from './require-session.ts';

/**
 * Returns a multipart upload with its session. Throws unless the viewer may publish to its dataset and the session is
 * open.
 */
export async function requireMultipartUpload(
  { db, viewer }: Pick<Context, 'db' | 'viewer'>,
  uploadId: string,
): Promise<{ session: IngestSession; upload: Upload & { partSize: bigint } }> {
  const upload = isId(uploadId) ? await db.upload.findFirst({ where: { id: uploadId } }) : null;
  if (!upload) throw new NotFound('upload');
  const session = await requireSession({ db, viewer }, upload.sessionId).catch((error: unknown) => {
    throw error instanceof NotFound ? new NotFound('upload') : error;
  });
  if (!takesFiles(session.state)) throw new SessionClosed(session.state);
  const { partSize } = upload;
  if (partSize === null) throw new NotFound('upload');
  return { session, upload: { ...upload, partSize } };
}
