import {
  Forbidden,
  InvalidInput,
  LimitExceeded,
  NotFound,
  PartsMissing,
  SessionClosed,
  StorageUnavailable,
} from '#domain/errors.ts';
import { completeMultipartUpload } from '#domain/ingest/complete-multipart-upload.ts';
import { type PartTarget as PartTargetShape, requestUploadParts } from '#domain/ingest/request-upload-parts.ts';
import { requestUploads, type UploadAnswer } from '#domain/ingest/request-uploads.ts';
import { builder } from './builder.ts';
import { ErrorCodeEnum } from './errors.ts';
import { IngestSession } from './ingest-session.ts';

const Header = builder.objectRef<[string, string]>('HttpHeader').implement({
  description: 'HTTP header to send without changes.',
  authScopes: { authenticated: true },
  fields: (t) => ({
    name: t.string({ description: 'Name of the header, in lower case.', resolve: ([name]) => name }),
    value: t.string({ description: 'Value to send.', resolve: ([, value]) => value }),
  }),
});

const UploadMethod = builder.enumType('UploadMethod', {
  description: 'HTTP method by which bytes are sent.',
  values: { PUT: { description: 'HTTP method `PUT`.' } } satisfies Record<Answer<'UploadTarget'>['method'], object>,
});

type Answer<Kind extends UploadAnswer['kind']> = Extract<UploadAnswer, { kind: Kind }>;
const clientRef = 'Name by which the client declared the file.';

const UploadTarget = builder.objectRef<Answer<'UploadTarget'>>('UploadTarget').implement({
  description:
    'URL for the bytes of a file, to be sent in one request. The store refuses other bytes, and a second upload.',
  authScopes: { authenticated: true },
  fields: (t) => ({
    clientRef: t.exposeString('clientRef', { description: clientRef }),
    method: t.expose('method', { type: UploadMethod, description: 'HTTP method of the request.' }),
    url: t.exposeString('url', { description: 'URL for the bytes. Repeating `requestUploads` returns a fresh one.' }),
    headers: t.field({
      type: [Header],
      description: 'HTTP headers that the signature covers, to be sent without changes.',
      resolve: ({ headers }) => Object.entries(headers),
    }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', description: 'Time from which the store refuses the URL.' }),
  }),
});

const MultipartUploadTarget = builder.objectRef<Answer<'MultipartUploadTarget'>>('MultipartUploadTarget').implement({
  description:
    'Result for a large file, which is sent in parts. `requestUploadParts` returns their URLs, and `completeMultipartUpload` joins them.',
  authScopes: { authenticated: true },
  fields: (t) => ({
    clientRef: t.exposeString('clientRef', { description: clientRef }),
    uploadId: t.exposeID('uploadId', { description: 'Opaque id of the upload for the calls that follow.' }),
    partByteSize: t.expose('partByteSize', {
      type: 'ByteCount',
      description: 'Size of each part but the last, in bytes.',
    }),
    partCount: t.exposeInt('partCount', { description: 'Number of parts, which are numbered from 1.' }),
    arrivedPartNumbers: t.exposeIntList('arrivedParts', {
      description: 'Numbers of the parts that have arrived and need not be sent again.',
    }),
    expiresAt: t.expose('expiresAt', {
      type: 'DateTime',
      description: 'Time at which the upload ends with its session. Activity extends it.',
    }),
  }),
});

const AlreadyStored = builder.objectRef<Answer<'AlreadyStored'>>('AlreadyStored').implement({
  description: 'Result for a declared file whose bytes the organization has already. Nothing needs to be sent.',
  authScopes: { authenticated: true },
  fields: (t) => ({
    clientRef: t.exposeString('clientRef', { description: clientRef }),
    sha256: t.exposeString('sha256', {
      description: 'SHA-256 by which a manifest refers to the file, in lower-case hexadecimal.',
    }),
    byteSize: t.expose('byteSize', { type: 'ByteCount', description: 'Size of the file, in bytes.' }),
    contentType: t.exposeString('contentType', { description: 'Media type of the file.' }),
  }),
});

const UploadRejected = builder.objectRef<Answer<'UploadRejected'>>('UploadRejected').implement({
  description: 'Result for a file that cannot be uploaded as declared. The other files of the call are not affected.',
  authScopes: { authenticated: true },
  fields: (t) => ({
    clientRef: t.exposeString('clientRef', { description: clientRef }),
    code: t.field({
      type: ErrorCodeEnum,
      description: 'Code of the reason, for programs.',
      resolve: ({ error }) => error.code,
    }),
    message: t.string({
      description: 'Message for people: the reason, and how to solve it.',
      resolve: ({ error }) => error.message,
    }),
    path: t.string({
      nullable: true,
      description: 'Path of the value from the input, such as `files.3.sha256`. Null if no value is the reason.',
      resolve: ({ error }) => error.path ?? null,
    }),
  }),
});

const UploadAnswerUnion = builder.unionType('UploadAnswer', {
  description: 'Result for a declared file.',
  types: [UploadTarget, MultipartUploadTarget, AlreadyStored, UploadRejected],
  resolveType: ({ kind }) => kind,
});

const DeclaredFile = builder.inputType('DeclaredFile', {
  description: 'File that a client is about to send.',
  fields: (t) => ({
    clientRef: t.string({
      required: true,
      description: 'Name of the client for the file, repeated in the answer. At most 1,024 characters.',
    }),
    filename: t.string({
      required: true,
      description: 'Name under which the file is downloaded: any characters but NUL, at most 1,024.',
    }),
    contentType: t.string({ required: true, description: 'Media type of the file, such as `image/jpeg`.' }),
    byteSize: t.field({ type: 'ByteCount', required: true, description: 'Exact size of the file, in bytes.' }),
    sha256: t.string({ required: true, description: 'SHA-256 of the bytes, in lower-case hexadecimal.' }),
  }),
});

const DeclaredPart = builder.inputType('DeclaredPart', {
  description: 'Part of a large file.',
  fields: (t) => ({
    partNumber: t.int({ required: true, description: 'Number of the part, from 1.' }),
    byteSize: t.field({ type: 'ByteCount', required: true, description: 'Exact size of the part, in bytes.' }),
    sha256: t.string({ required: true, description: 'SHA-256 of the bytes, in lower-case hexadecimal.' }),
  }),
});

builder.mutationField('requestUploads', (t) =>
  t.fieldWithInput({
    type: [UploadAnswerUnion],
    authScopes: { authenticated: true },
    description:
      'Declares files of a session, and returns for each, in the given order, how to send its bytes. It is safe to repeat and returns fresh URLs. A file that is declared twice has one URL and is sent once.',
    errors: {
      types: [Forbidden, InvalidInput, LimitExceeded, NotFound, SessionClosed, StorageUnavailable],
      dataField: { name: 'answers', description: 'Results for the files, in the given order.' },
    },
    input: {
      sessionId: t.input.globalID({ required: true, for: IngestSession, description: 'Global id of the session.' }),
      files: t.input.field({ type: [DeclaredFile], required: true, description: 'Files to declare, at most 500.' }),
    },
    resolve: (_root, { input }, context) =>
      requestUploads(context, { sessionId: input.sessionId.id, files: input.files }),
  }),
);

const PartTarget = builder.objectRef<PartTargetShape>('UploadPartTarget').implement({
  description: 'URL for one part of a large file, to be sent with `PUT`.',
  authScopes: { authenticated: true },
  fields: (t) => ({
    partNumber: t.exposeInt('partNumber', { description: 'Number of the part, from 1.' }),
    url: t.exposeString('url', { description: 'URL for the part.' }),
    headers: t.field({
      type: [Header],
      description: 'HTTP headers that the signature covers, to be sent without changes.',
      resolve: ({ headers }) => Object.entries(headers),
    }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', description: 'Time from which the store refuses the URL.' }),
  }),
});

const partErrors = [Forbidden, InvalidInput, LimitExceeded, NotFound, SessionClosed, StorageUnavailable];

builder.mutationField('requestUploadParts', (t) =>
  t.fieldWithInput({
    type: [PartTarget],
    authScopes: { authenticated: true },
    description: 'Signs fresh URLs for parts of a large file, in the given order.',
    errors: {
      types: partErrors,
      dataField: { name: 'targets', description: 'URLs of the parts, in the given order.' },
    },
    input: {
      uploadId: t.input.id({ required: true, description: 'Opaque id of the upload, from `requestUploads`.' }),
      parts: t.input.field({ type: [DeclaredPart], required: true, description: 'Parts to send, at most 500.' }),
    },
    resolve: (_root, { input }, context) => requestUploadParts(context, input),
  }),
);

builder.mutationField('completeMultipartUpload', (t) =>
  t.fieldWithInput({
    type: IngestSession,
    authScopes: { authenticated: true },
    description: 'Joins the parts of a large file after all have arrived. It is safe to repeat.',
    errors: {
      types: [...partErrors, PartsMissing],
      dataField: { name: 'session', description: 'Session that the file belongs to.' },
    },
    input: {
      uploadId: t.input.id({ required: true, description: 'Opaque id of the upload, from `requestUploads`.' }),
      parts: t.input.field({
        type: [DeclaredPart],
        description:
          'Parts that must have arrived. Default: the parts that have arrived count, if the file is complete.',
      }),
    },
    resolve: async (_root, { input }, context) => {
      const { sessionId } = await completeMultipartUpload(context, input);
      return context.db.ingestSession.findFirstOrThrow({ where: { id: sessionId } });
    },
  }),
);
