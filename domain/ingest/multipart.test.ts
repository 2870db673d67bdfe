import { createHash, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { runJobsOnce } from '#server/jobs/run-jobs-once.ts';
import { createLogger } from '#server/logger.ts';
import { declared, fileOf, type LocalFile, sessionWith } from '#tests/kit/upload.ts';
import { worldOfFile } from '#tests/kit/world.ts';
import { InvalidInput, LimitExceeded, NotFound, PartsMissing, SessionClosed } from '../errors.ts';
import { abandonIngestSession } from './abandon-ingest-session.ts';
import { completeMultipartUpload } from './complete-multipart-upload.ts';
import { requestUploadParts } from './request-upload-parts.ts';
import { requestUploads } from './request-uploads.ts';
import { settleUploads } from './settle-uploads.ts';

const mebibyte = 1024 ** 2;
const lab = worldOfFile({ limits: { singlePutByteSize: mebibyte } });

test('a large file goes in parts, in any order, and is verified as a whole', async () => {
  const { alice, birds, databases } = lab();
  const { session, file, target } = await beginUpload();
  expect(target).toMatchObject({ partByteSize: 8 * mebibyte, partCount: 3, arrivedParts: [] });
  const context = await alice.context();
  await sendParts(target.uploadId, file, [3, 1]);

  // The process ends here. A new request shows that the server knows which parts have arrived.
  const again = await ask(session.id, file);
  expect(again).toMatchObject({ uploadId: target.uploadId, arrivedParts: [1, 3] });
  const early = completeMultipartUpload(context, { uploadId: target.uploadId });
  await expect(early).rejects.toMatchObject({ constructor: PartsMissing, partNumbers: [2] });

  await sendParts(target.uploadId, file, [2]);
  const complete = () => completeMultipartUpload(context, { uploadId: target.uploadId, parts: partsOf(file) });
  expect(await complete()).toEqual({ sessionId: session.id });
  expect(await complete()).toEqual({ sessionId: session.id });
  expect(await ask(session.id, file)).toMatchObject({ uploadId: target.uploadId, arrivedParts: [1, 2, 3] });

  // The file is joined but not yet read, so it counts neither as verified nor as missing.
  expect(await settleUploads(context, session)).toEqual({ missingCount: 0, pendingCount: 1, filenames: [] });
  await runJobs();
  expect(await settleUploads(context, session)).toEqual({ missingCount: 0, pendingCount: 0, filenames: [] });
  const asset = await databases.system.asset.findFirstOrThrow({ where: { sha256: file.sha256 } });
  expect(asset).toMatchObject({ orgId: birds.orgId, byteSize: BigInt(file.byteSize) });
  expect(await complete()).toEqual({ sessionId: session.id });
});

test('parts that make another file than was declared are found out, and the file is sent anew', async () => {
  const { alice, databases } = lab();
  const { session, file, target } = await beginUpload();
  const other = fileOf(randomBytes(file.byteSize));
  await sendParts(target.uploadId, other, [1, 2, 3]);
  const context = await alice.context();
  const wrong = completeMultipartUpload(context, { uploadId: target.uploadId, parts: partsOf(file) });
  await expect(wrong).rejects.toMatchObject({ constructor: PartsMissing, partNumbers: [1, 2, 3] });

  await completeMultipartUpload(context, { uploadId: target.uploadId });
  await runJobs();
  expect(await settleUploads(context, session)).toMatchObject({ missingCount: 1, filenames: [file.filename] });
  const mismatched = await databases.system.upload.findFirstOrThrow({ where: { id: target.uploadId } });
  expect(mismatched).toMatchObject({ state: 'MISMATCHED', reason: expect.stringContaining(other.sha256) });
  const again = await ask(session.id, file);
  expect(again).toMatchObject({ uploadId: target.uploadId, arrivedParts: [] });
  const renewed = await databases.system.upload.findFirstOrThrow({ where: { id: target.uploadId } });
  expect(renewed.objectKey).not.toBe(mismatched.objectKey);
});

test('each part has its exact size, and its URL takes nothing else', async () => {
  const { alice, mallory } = lab();
  const { session, file, target } = await beginUpload();
  const context = await alice.context();
  const [first, , last] = partsOf(file);
  const request = (parts: (typeof first)[]) =>
    requestUploadParts(context, { uploadId: target.uploadId, parts: parts.map((part) => part!) });
  await expect(request([first, { ...last!, byteSize: last!.byteSize + 1 }])).rejects.toMatchObject({
    constructor: InvalidInput,
    path: 'parts.1.byteSize',
  });
  await expect(request([{ ...first!, partNumber: 4 }])).rejects.toMatchObject({ path: 'parts.0.partNumber' });
  await expect(request([{ ...first!, partNumber: 0 }])).rejects.toMatchObject({ path: 'parts.0.partNumber' });
  await expect(request([{ ...first!, sha256: 'x' }])).rejects.toMatchObject({ path: 'parts.0.sha256' });
  await expect(request(Array.from({ length: 501 }, () => first))).rejects.toThrow(LimitExceeded);

  const [part] = await request([first]);
  const other = randomBytes(8 * mebibyte);
  expect((await putPart(part!, other)).ok).toBe(false);
  expect((await putPart(part!, file.bytes.subarray(0, 5))).ok).toBe(false);
  expect((await ask(session.id, file)).arrivedParts).toEqual([]);

  const hers = await mallory.context();
  const theirs = { uploadId: target.uploadId, parts: [first!] };
  await expect(requestUploadParts(hers, theirs)).rejects.toThrow(new NotFound('upload'));
  await expect(completeMultipartUpload(hers, theirs)).rejects.toThrow(new NotFound('upload'));
  await expect(requestUploadParts(context, { ...theirs, uploadId: 'x' })).rejects.toThrow(new NotFound('upload'));
});

test('giving up a session drops its parts', async () => {
  const { alice, databases, storage } = lab();
  const { session, file, target } = await beginUpload();
  await sendParts(target.uploadId, file, [1]);
  const { objectKey, multipartId } = await databases.system.upload.findFirstOrThrow({
    where: { id: target.uploadId },
  });
  expect(await storage.listParts(objectKey, multipartId!)).toHaveLength(1);
  const context = await alice.context();
  const [late] = await requestUploadParts(context, { uploadId: target.uploadId, parts: [partsOf(file)[1]!] });
  await abandonIngestSession(context, session.id);
  await runJobs();
  await expect(storage.listParts(objectKey, multipartId!)).rejects.toThrow('has no object');
  expect((await putPart(late!, bytesOf(file, 2))).status).toBe(404);
  await expect(completeMultipartUpload(context, { uploadId: target.uploadId })).rejects.toThrow(SessionClosed);
  expect(await databases.system.upload.findFirst({ where: { id: target.uploadId } })).toMatchObject({
    state: 'ABANDONED',
  });
});

test('an upload that the store has dropped is begun again', async () => {
  const { databases, storage } = lab();
  const { session, file, target } = await beginUpload();
  await sendParts(target.uploadId, file, [1, 2]);
  const { objectKey, multipartId } = await databases.system.upload.findFirstOrThrow({
    where: { id: target.uploadId },
  });
  await storage.abortMultipart(objectKey, multipartId!);
  const again = await ask(session.id, file);
  expect(again).toMatchObject({ uploadId: target.uploadId, arrivedParts: [] });
  await sendParts(target.uploadId, file, [1]);
  expect((await ask(session.id, file)).arrivedParts).toEqual([1]);
});

async function beginUpload() {
  const { alice, birds } = lab();
  const session = await sessionWith(alice, birds.id);
  const file = fileOf(randomBytes(17 * mebibyte), { contentType: 'video/mp4' });
  return { session, file, target: await ask(session.id, file) };
}

async function ask(sessionId: string, file: LocalFile) {
  const [answer] = await requestUploads(await lab().alice.context(), { sessionId, files: [declared(file)] });
  if (answer?.kind !== 'MultipartUploadTarget') throw new Error(`Not in parts: ${answer?.kind}`);
  return answer;
}

function bytesOf(file: LocalFile, partNumber: number): Buffer {
  return file.bytes.subarray((partNumber - 1) * 8 * mebibyte, partNumber * 8 * mebibyte);
}

function partsOf(file: LocalFile) {
  return [1, 2, 3].map((partNumber) => {
    const bytes = bytesOf(file, partNumber);
    return { partNumber, byteSize: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
  });
}

async function sendParts(uploadId: string, file: LocalFile, partNumbers: number[]) {
  const parts = partNumbers.map((partNumber) => partsOf(file)[partNumber - 1]!);
  for (const target of await requestUploadParts(await lab().alice.context(), { uploadId, parts })) {
    const response = await putPart(target, bytesOf(file, target.partNumber));
    if (!response.ok) throw new Error(`Part ${target.partNumber} was refused: ${response.status}`);
  }
}

function putPart({ url, headers }: { url: string; headers: Record<string, string> }, bytes: Buffer): Promise<Response> {
  const { 'content-length': _length, ...rest } = headers;
  return fetch(url, { method: 'PUT', headers: rest, body: new Uint8Array(bytes) });
}

async function runJobs() {
  const { connectionString, databases, storage, limits } = lab();
  await runJobsOnce({ connectionString, databases, storage, limits, logger: createLogger('silent') });
}
