import {
  Forbidden,
  InvalidInput,
  LimitExceeded,
  NotFound,
  PartsMissing,
  SessionClosed,
  StorageDown,
} from '#domain/errors.ts';
import { completeMultipartUpload } from '#domain/ingest/complete-multipart-upload.ts';
import { type PartTarget as PartTargetShape, requestUploadParts } from '#domain/ingest/request-upload-parts.ts';
import { requestUploads, type UploadAnswer } from '#domain/ingest/request-uploads.ts';
import { builder } from './builder.ts';
import { ErrorCodeEnum } from './errors.ts';
import { IngestSession } from './ingest-session.ts';

const Header = builder.objectRef<[string, string]>('HttpHeader').implement({
  description: 'A header to send exactly as it stands.',
  authScopes: { authenticated: true },
  fields: (t) => ({
    name: t.string({ description: 'Its name, in lower case.', resolve: ([name]) => name }),
    value: t.string({ description: 'Its value.', resolve: ([, value]) => value }),
  }),
});

const UploadMethod = builder.enumType('UploadMethod', {
  description: 'HTTP method by which bytes are sent.',
  values: { PUT: { description: 'The HTTP method PUT.' } } satisfies Record<Answer<'UploadTarget'>['method'], object>,
});

type Answer<Kind extends UploadAnswer['kind']> = Extract<UploadAnswer, { kind: Kind }>;
const clientRef = 'The name the caller gave the file.';

const UploadTarget = builder.objectRef<Answer<'UploadTarget'>>('UploadTarget').implement({
  description:
    'Where the bytes of a file are sent, in one request. The store refuses any other bytes, and a second write.',
  authScopes: { authenticated: true },
  fields: (t) => ({
    clientRef: t.exposeString('clientRef', { description: clientRef }),
    method: t.expose('method', { type: UploadMethod, description: 'HTTP method of the request.' }),
    url: t.exposeString('url', { description: 'The address. Asking again gives a fresh one.' }),
    headers: t.field({
      type: [Header],
      description: 'Headers the signature covers.',
      resolve: ({ headers }) => Object.entries(headers),
    }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', description: 'When the store begins to refuse it.' }),
  }),
});

const MultipartUploadTarget = builder.objectRef<Answer<'MultipartUploadTarget'>>('MultipartUploadTarget').implement({
  description:
    'How a large file is sent: in parts, each to an address of its own (requestUploadParts), then joined (completeMultipartUpload).',
  authScopes: { authenticated: true },
  fields: (t) => ({
    clientRef: t.exposeString('clientRef', { description: clientRef }),
    uploadId: t.exposeID('uploadId', { description: 'Names the upload in the calls that follow.' }),
    partByteSize: t.expose('partByteSize', { type: 'ByteCount', description: 'The size of each part but the last.' }),
    partCount: t.exposeInt('partCount', { description: 'How many parts there are; they are numbered from 1.' }),
    arrivedPartNumbers: t.exposeIntList('arrivedParts', {
      description: 'Numbers of the parts that have arrived and need not be sent again.',
    }),
    expiresAt: t.expose('expiresAt', {
      type: 'DateTime',
      description: 'When the upload ends with its session; activity moves this on.',
    }),
  }),
});

const AlreadyStored = builder.objectRef<Answer<'AlreadyStored'>>('AlreadyStored').implement({
  description: 'The organization owns these very bytes already; nothing needs to be sent.',
  authScopes: { authenticated: true },
  fields: (t) => ({
    clientRef: t.exposeString('clientRef', { description: clientRef }),
    sha256: t.exposeString('sha256', { description: 'By which a manifest names the file.' }),
    byteSize: t.expose('byteSize', { type: 'ByteCount', description: 'Its size.' }),
    contentType: t.exposeString('contentType', { description: 'Its media type.' }),
  }),
});

const UploadRejected = builder.objectRef<Answer<'UploadRejected'>>('UploadRejected').implement({
  description: 'The file cannot be uploaded as it was declared. The other files of the call are not affected.',
  authScopes: { authenticated: true },
  fields: (t) => ({
    clientRef: t.exposeString('clientRef', { description: clientRef }),
    code: t.field({ type: ErrorCodeEnum, description: 'Why, for programs.', resolve: ({ error }) => error.code }),
    message: t.string({ description: 'Why, and what to do, for people.', resolve: ({ error }) => error.message }),
    path: t.string({
      nullable: true,
      description: 'Leads to what is wrong from the input, such as `files.3.sha256`.',
      resolve: ({ error }) => error.path ?? null,
    }),
  }),
});

const UploadAnswerUnion = builder.unionType('UploadAnswer', {
  description: 'What became of a declared file.',
  types: [UploadTarget, MultipartUploadTarget, AlreadyStored, UploadRejected],
  resolveType: ({ kind }) => kind,
});

const DeclaredFile = builder.inputType('DeclaredFile', {
  description: 'A file a pipeline is about to send.',
  fields: (t) => ({
    clientRef: t.string({
      required: true,
      description: "The caller's own name for it, echoed in the answer; up to 1,024 characters.",
    }),
    filename: t.string({
      required: true,
      description: 'The name it is offered under when downloaded; any characters but NUL, up to 1,024.',
    }),
    contentType: t.string({ required: true, description: 'Its media type, such as `image/jpeg`.' }),
    byteSize: t.field({ type: 'ByteCount', required: true, description: 'Its exact size.' }),
    sha256: t.string({ required: true, description: 'The SHA-256 of its bytes, in lower-case hexadecimal.' }),
  }),
});

const DeclaredPart = builder.inputType('DeclaredPart', {
  description: 'One part of a large file.',
  fields: (t) => ({
    partNumber: t.int({ required: true, description: 'Its number, from 1.' }),
    byteSize: t.field({ type: 'ByteCount', required: true, description: 'Its exact size.' }),
    sha256: t.string({ required: true, description: 'The SHA-256 of its bytes, in lower-case hexadecimal.' }),
  }),
});

builder.mutationField('requestUploads', (t) =>
  t.fieldWithInput({
    type: [UploadAnswerUnion],
    authScopes: { authenticated: true },
    description:
      'Declares files of a session and says for each, in the order given, how its bytes are sent. Safe to repeat: it gives fresh addresses. A file that is named twice has one address, and is sent once.',
    errors: {
      types: [Forbidden, InvalidInput, LimitExceeded, NotFound, SessionClosed, StorageDown],
      dataField: { name: 'answers', description: 'One for each file, in the order given.' },
    },
    input: {
      sessionId: t.input.globalID({ required: true, for: IngestSession, description: 'The session.' }),
      files: t.input.field({ type: [DeclaredFile], required: true, description: 'At most 500.' }),
    },
    resolve: (_root, { input }, context) =>
      requestUploads(context, { sessionId: input.sessionId.id, files: input.files }),
  }),
);

const PartTarget = builder.objectRef<PartTargetShape>('UploadPartTarget').implement({
  description: 'Where one part of a large file is sent, with PUT.',
  authScopes: { authenticated: true },
  fields: (t) => ({
    partNumber: t.exposeInt('partNumber', { description: 'The part.' }),
    url: t.exposeString('url', { description: 'The address.' }),
    headers: t.field({
      type: [Header],
      description: 'Headers the signature covers.',
      resolve: ({ headers }) => Object.entries(headers),
    }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', description: 'When the store begins to refuse it.' }),
  }),
});

const partErrors = [Forbidden, InvalidInput, LimitExceeded, NotFound, SessionClosed, StorageDown];

builder.mutationField('requestUploadParts', (t) =>
  t.fieldWithInput({
    type: [PartTarget],
    authScopes: { authenticated: true },
    description: 'Fresh addresses for parts of a large file, in the order asked.',
    errors: {
      types: partErrors,
      dataField: { name: 'targets', description: 'One for each part, in the order asked.' },
    },
    input: {
      uploadId: t.input.id({ required: true, description: 'The upload, as requestUploads named it.' }),
      parts: t.input.field({ type: [DeclaredPart], required: true, description: 'At most 500.' }),
    },
    resolve: (_root, { input }, context) => requestUploadParts(context, input),
  }),
);

builder.mutationField('completeMultipartUpload', (t) =>
  t.fieldWithInput({
    type: IngestSession,
    authScopes: { authenticated: true },
    description: 'Joins the parts of a large file once all have arrived. Safe to repeat.',
    errors: {
      types: [...partErrors, PartsMissing],
      dataField: { name: 'session', description: 'The session the file belongs to.' },
    },
    input: {
      uploadId: t.input.id({ required: true, description: 'The upload, as requestUploads named it.' }),
      parts: t.input.field({
        type: [DeclaredPart],
        description:
          'The parts that must have arrived. They need not be listed, and 10,000 of them are more than a request holds: without them, what has arrived counts, if it is complete.',
      }),
    },
    resolve: async (_root, { input }, context) => {
      const { sessionId } = await completeMultipartUpload(context, input);
      return context.db.ingestSession.findFirstOrThrow({ where: { id: sessionId } });
    },
  }),
);
