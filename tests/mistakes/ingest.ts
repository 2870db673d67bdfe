import { type Mistake } from './mistake.ts';
import { mutation } from './mutation.ts';
import type { Scene } from './scene.ts';

const sha256 = 'ab'.repeat(32);
const good = { clientRef: 'a', filename: 'a.txt', contentType: 'text/plain', byteSize: 12, sha256 };

const declared = (
  what: string,
  changes: object,
  argument: string,
  cure: Mistake['cure'],
  code: Mistake['code'] = 'INVALID_INPUT',
): Mistake => ({
  what,
  send: ({ openSession: session }) =>
    mutation('requestUploads', { sessionId: session, files: [{ ...good, ...changes }] }),
  code,
  at: `requestUploads.answers.0: UploadRejected(files.0.${argument})`,
  cure,
});
const publish = (
  what: string,
  input: object | ((scene: Scene) => object),
  code: Mistake['code'],
  type: string,
  cure: Mistake['cure'],
  others: Partial<Mistake> = {},
): Mistake => ({
  what,
  send: (scene) =>
    mutation('publishIngestSession', {
      sessionId: scene.openSession,
      ...(typeof input === 'function' ? input(scene) : input),
    }),
  code,
  at: `publishIngestSession: ${type}`,
  cure,
  ...others,
});

/** Files with wrong declarations, and items that cannot be published. */
export const ingestMistakes: Mistake[] = [
  declared('a SHA-256 in capitals', { sha256: sha256.toUpperCase() }, 'sha256', '64 lower-case hexadecimal digits'),
  declared(
    'a SHA-256 in base64',
    { sha256: Buffer.from(sha256, 'hex').toString('base64') },
    'sha256',
    '64 lower-case hexadecimal digits',
  ),
  declared('a SHA-256 with its name', { sha256: `sha256:${sha256}` }, 'sha256', '64 lower-case hexadecimal digits'),
  declared('an MD5', { sha256: 'ab'.repeat(16) }, 'sha256', '64 lower-case hexadecimal digits'),
  declared('an extension as the content type', { contentType: '.jpg' }, 'contentType', 'such as `image/jpeg`'),
  declared('a content type in capitals', { contentType: 'Image/JPEG' }, 'contentType', 'in lower case'),
  declared('an empty content type', { contentType: '' }, 'contentType', 'such as `image/jpeg`'),
  declared('an empty filename', { filename: '' }, 'filename', '1 to 1024 characters'),
  declared('an empty clientRef', { clientRef: '' }, 'clientRef', '1 to 1024 characters'),
  declared('an empty file with the SHA-256 of another', { byteSize: 0 }, 'byteSize', /one of them|Send both/),
  {
    ...declared(
      'a file of 6 TiB',
      { byteSize: 6 * 1024 ** 4 },
      'byteSize',
      'at most 5497558138880 bytes',
      'LIMIT_EXCEEDED',
    ),
    at: 'requestUploads.answers.0: UploadRejected',
  },
  {
    what: 'two sizes of one SHA-256',
    send: ({ waitingSession: session }) =>
      mutation('requestUploads', { sessionId: session, files: [good, { ...good, clientRef: 'b', byteSize: 13 }] }),
    code: 'INVALID_INPUT',
    at: 'requestUploads.answers.1: UploadRejected(files.1.byteSize)',
    cure: /12 bytes/,
  },
  {
    what: 'another size of a file that is stored',
    send: ({ openSession: session, arrived }) =>
      mutation('requestUploads', { sessionId: session, files: [{ ...good, sha256: arrived.sha256, byteSize: 1 }] }),
    code: 'INVALID_INPUT',
    at: 'requestUploads.answers.0: UploadRejected(files.0.byteSize)',
    cure: /12 bytes/,
  },
  {
    what: '501 files at once',
    send: ({ openSession: session }) =>
      mutation('requestUploads', {
        sessionId: session,
        files: Array.from({ length: 501 }, (_, index) => ({ ...good, clientRef: String(index) })),
      }),
    code: 'LIMIT_EXCEEDED',
    at: 'requestUploads: LimitExceeded',
    cure: 'at most 500 files',
  },
  {
    what: 'a file of a session that is abandoned',
    send: ({ abandonedSession: session }) => mutation('requestUploads', { sessionId: session, files: [good] }),
    code: 'SESSION_CLOSED',
    at: 'requestUploads: SessionClosed',
    cure: 'Open a new session',
  },
  {
    what: 'parts of an upload that does not exist',
    send: mutation('requestUploadParts', { uploadId: 'x', parts: [] }),
    code: 'NOT_FOUND',
    at: 'requestUploadParts: NotFound',
    cure: 'Check its id',
  },
  {
    what: 'a session of somebody who may only look',
    who: 'bob',
    send: ({ ids }) => mutation('openIngestSession', { datasetId: ids['Dataset'] }),
    code: 'FORBIDDEN',
    at: 'openIngestSession: Forbidden',
    cure: 'requires the role PUBLISHER or higher',
  },
  {
    what: 'a session by a token that may only read',
    who: 'reader',
    send: ({ ids }) => mutation('openIngestSession', { datasetId: ids['Dataset'] }),
    code: 'FORBIDDEN',
    at: 'openIngestSession: Forbidden',
    cure: 'requires a token with the scope PUBLISH',
  },
  {
    what: 'a session by nobody',
    who: 'nobody',
    send: ({ ids }) => mutation('openIngestSession', { datasetId: ids['Dataset'] }),
    code: 'UNAUTHENTICATED',
    at: 'openIngestSession',
    cure: 'Sign in or send a valid token',
  },
  {
    what: 'an empty idempotency key',
    send: ({ ids }) => mutation('openIngestSession', { datasetId: ids['Dataset'], idempotencyKey: '' }),
    code: 'INVALID_INPUT',
    at: 'openIngestSession: InvalidInput(idempotencyKey)',
    cure: '1 to',
  },
  {
    what: 'a message of 10,000 characters',
    send: ({ ids }) => mutation('openIngestSession', { datasetId: ids['Dataset'], message: 'x'.repeat(10_000) }),
    code: 'INVALID_INPUT',
    at: 'openIngestSession: InvalidInput(message)',
    cure: 'characters',
  },
  {
    what: 'an idempotency key with another message',
    send: ({ ids, usedKey: idempotencyKey }) =>
      mutation('openIngestSession', { datasetId: ids['Dataset'], idempotencyKey, message: 'another' }),
    code: 'IDEMPOTENCY_CONFLICT',
    at: 'openIngestSession: IdempotencyConflict',
    cure: 'Use a new key',
  },
  publish('a publish without a manifest', {}, 'BAD_REQUEST', '', 'send a value of type ManifestInput!', {
    status: 400,
    at: '(input.manifest)',
  }),
  publish(
    'items and a manifest file',
    { manifest: { items: [], sha256 } },
    'BAD_REQUEST',
    '',
    'must have exactly one of the fields of ManifestInput',
    { status: 400, at: '(input.manifest)' },
  ),
  publish(
    'an item of a type that does not exist, with a field that does not exist',
    { manifest: { items: [{ key: 'a', type: 'PICTURE', titel: 'A', assets: 'none' }] } },
    'VALIDATION_FAILED',
    'ValidationFailed',
    'Fix the manifest, then publish again',
  ),
  publish(
    'a manifest file that has not arrived',
    { manifest: { sha256 } },
    'INVALID_INPUT',
    'InvalidInput(manifest.sha256)',
    'Upload the manifest as application/x-ndjson',
  ),
  publish(
    'a manifest by its name',
    { manifest: { sha256: 'manifest.ndjson' } },
    'INVALID_INPUT',
    'InvalidInput(manifest.sha256)',
    '64 lower-case hexadecimal digits',
  ),
  publish(
    'a manifest of another content type',
    ({ arrived }) => ({ manifest: { sha256: arrived.sha256 } }),
    'INVALID_INPUT',
    'InvalidInput(manifest.sha256)',
    'Upload it as application/x-ndjson',
  ),
  publish(
    '501 items inline',
    { manifest: { items: Array.from({ length: 501 }, (_, index) => ({ key: String(index) })) } },
    'LIMIT_EXCEEDED',
    'LimitExceeded',
    'upload an NDJSON file',
  ),
  publish(
    'a manifest with faults',
    { manifest: { items: [{ key: 'a' }] } },
    'VALIDATION_FAILED',
    'ValidationFailed',
    'Fix the manifest, then publish again',
  ),
  publish(
    'no items',
    { manifest: { items: [] } },
    'VALIDATION_FAILED',
    'ValidationFailed',
    'Fix the manifest, then publish again',
  ),
  publish(
    'a revision that is not the current one',
    { manifest: { items: [{ key: 'a' }] }, expectedRevisionNumber: 7 },
    'VERSION_CONFLICT',
    'VersionConflict',
    'revision 1 as the expected revision',
  ),
  publish(
    'a session that is abandoned',
    ({ abandonedSession: sessionId }) => ({ sessionId, manifest: { items: [{ key: 'a' }] } }),
    'SESSION_CLOSED',
    'SessionClosed',
    'Open a new session',
  ),
  publish(
    'a file that has not arrived',
    ({ waitingSession: sessionId, waiting }) => ({
      sessionId,
      manifest: { items: [{ key: 'a', type: 'TEXT', assets: [{ role: 'PRIMARY', sha256: waiting }] }] },
    }),
    'UPLOADS_MISSING',
    'UploadsMissing',
    'Request new upload URLs',
  ),
];
