import { encodeTail } from '../disk/object-file.ts';
import type { ObjectMetadata } from '../disk/object-metadata.ts';
import { receivePayload } from '../payload/receive-payload.ts';
import { respond } from '../protocol/respond.ts';
import type { S3Request } from '../protocol/s3-request.ts';
import type { Authenticated } from '../signing/authenticate.ts';
import type { Store } from '../store.ts';
import { writePrecondition } from './conditions.ts';
import { checksumHeaders, headersToKeep } from './object-headers.ts';

/** Maximum size of S3 for one PUT, in bytes. */
export const maxPutByteSize = 5 * 1024 ** 3;

/** PUT of an object. The object appears only after all its bytes were received, checked and written to the disk. */
export async function putObject(store: Store, request: S3Request, authenticated: Authenticated): Promise<void> {
  const precondition = writePrecondition(request);
  const headers = headersToKeep(request);
  // This early check only avoids receiving the body in vain. The condition is checked again when the object is stored.
  precondition(store.files.find(request.key));
  const draft = await store.files.draft();
  try {
    const payload = await receivePayload(request, authenticated, {
      maxByteSize: maxPutByteSize,
      write: (bytes) => draft.write(bytes),
    });
    const metadata: ObjectMetadata = {
      key: request.key,
      byteSize: payload.byteSize,
      etag: payload.md5.toString('hex'),
      modifiedAtMilliseconds: store.now().getTime(),
      checksum: payload.checksum,
      headers,
    };
    await draft.write(encodeTail(metadata));
    await draft.seal();
    await store.files.publish(request.key, draft, precondition);
    respond(request, 200, { etag: `"${metadata.etag}"`, ...checksumHeaders(metadata) });
  } finally {
    await draft.discard();
  }
}
