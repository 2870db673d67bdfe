import { createHash } from 'node:crypto';
import { openIngestSession } from '#domain/ingest/open-ingest-session.ts';
import { type DeclaredFile, requestUploads, type UploadAnswer } from '#domain/ingest/request-uploads.ts';
import { verifyUploads } from '#domain/ingest/verify-uploads.ts';
import type { IngestSession } from '#prisma/client/client.ts';
import type { Person } from './person.ts';

/** File that a client will upload. */
export interface LocalFile extends DeclaredFile {
  bytes: Buffer;
}

export function sha256Of(bytes: Buffer | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

export function fileOf(content: Buffer | string, changes: Partial<DeclaredFile> = {}): LocalFile {
  const bytes = Buffer.from(content);
  const sha256 = sha256Of(bytes);
  const filename = `${sha256.slice(0, 8)}.txt`;
  return {
    clientRef: filename,
    filename,
    contentType: 'text/plain',
    byteSize: bytes.length,
    sha256,
    bytes,
    ...changes,
  };
}

/** Sends bytes to the URL in a response of the API. They may differ from the declared bytes. */
export async function put(answer: UploadAnswer | undefined, bytes: Buffer): Promise<Response> {
  if (answer?.kind !== 'UploadTarget') throw new Error(`There is nowhere to send the bytes: ${answer?.kind}.`);
  // Removes the header, because `fetch` sets it.
  const { 'content-length': _length, ...headers } = answer.headers;
  return fetch(answer.url, { method: answer.method, headers, body: new Uint8Array(bytes) });
}

/** Declares files in a session, uploads them, and verifies them. */
export async function upload(
  person: Person,
  session: Pick<IngestSession, 'id' | 'orgId'>,
  files: readonly LocalFile[],
): Promise<void> {
  const context = await person.context();
  const answers = await requestUploads(context, { sessionId: session.id, files: files.map(declared) });
  for (const [index, file] of files.entries()) {
    const answer = answers[index]!;
    if (answer.kind === 'AlreadyStored') continue;
    const response = await put(answer, file.bytes);
    if (!response.ok)
      throw new Error(`The store refused ${file.filename}: ${response.status} ${await response.text()}`);
  }
  await verifyUploads(context, session, { everything: true });
}

/** Opens a session of a dataset with uploaded and verified files. */
export async function sessionWith(
  person: Person,
  datasetId: string,
  files: readonly LocalFile[] = [],
): Promise<IngestSession> {
  const session = await openIngestSession(await person.context(), { datasetId, mode: 'REPLACE' });
  if (files.length > 0) await upload(person, session, files);
  return session;
}

/** Returns the declaration of a file, without its bytes. */
export function declared({ clientRef, filename, contentType, byteSize, sha256 }: LocalFile): DeclaredFile {
  return { clientRef, filename, contentType, byteSize, sha256 };
}
