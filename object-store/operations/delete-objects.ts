import { receiveXml } from '../payload/receive-xml.ts';
import { respond, respondXml } from '../protocol/respond.ts';
import { S3Error } from '../protocol/s3-error.ts';
import type { S3Request } from '../protocol/s3-request.ts';
import type { Authenticated } from '../signing/authenticate.ts';
import type { Store } from '../store.ts';
import { writePrecondition } from './conditions.ts';

const maxKeys = 1000;

/** DELETE of one object. Also succeeds if the object does not exist. */
export async function deleteObject(store: Store, request: S3Request): Promise<void> {
  await store.files.remove(request.key, writePrecondition(request));
  respond(request, 204);
}

/** POST ?delete: deletes up to 1,000 keys, and returns the result for each. */
export async function deleteObjects(store: Store, request: S3Request, authenticated: Authenticated): Promise<void> {
  const document = await receiveXml(request, authenticated, 'Delete');
  const keys = document.all('Object').map((object) => object.value('Key') ?? '');
  if (keys.length === 0 || keys.length > maxKeys || keys.includes('')) {
    throw new S3Error('MalformedXML', `Expecting 1 to ${maxKeys} objects, each with its key.`);
  }
  const deleted: string[] = [];
  const failed: { Key: string; Code: string; Message: string }[] = [];
  for (const key of keys) {
    try {
      await store.files.remove(key);
      deleted.push(key);
    } catch (error) {
      store.onError(error, request.id);
      failed.push({ Key: key, Code: 'InternalError', Message: 'The object could not be deleted. Please try again.' });
    }
  }
  const quiet = document.value('Quiet')?.trim() === 'true';
  respondXml(request, 'DeleteResult', { Deleted: quiet ? [] : deleted.map((Key) => ({ Key })), Error: failed });
}
