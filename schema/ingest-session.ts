import { organizationsWith } from '#domain/access/membership.ts';
import { datasetsVisibleTo } from '#domain/access/visible-to.ts';
import { Forbidden, IdempotencyConflict, InvalidInput, NotFound, SessionClosed } from '#domain/errors.ts';
import { abandonIngestSession } from '#domain/ingest/abandon-ingest-session.ts';
import { openIngestSession } from '#domain/ingest/open-ingest-session.ts';
import { progressSelection, type SessionProgress, sessionProgress } from '#domain/ingest/session-progress.ts';
import type { Limits } from '#domain/limits.ts';
import { builder } from './builder.ts';
import { Dataset } from './dataset.ts';
import { ErrorCodeEnum, type errorCodes } from './errors.ts';
import { IngestModeEnum, IngestPhaseEnum, IngestStateEnum } from './ingest-enums.ts';
import { rowId } from './row-id.ts';

const IngestProgress = builder.objectRef<SessionProgress>('IngestProgress').implement({
  description:
    'How far a session is. A file counts as verified by the checksum of the object store, never by what a client said.',
  authScopes: { authenticated: true },
  fields: (t) => ({
    filesDeclared: t.exposeInt('filesDeclared', { description: 'Files that were declared.' }),
    filesVerified: t.exposeInt('filesVerified', { description: 'Files that are stored exactly as declared.' }),
    filesMismatched: t.exposeInt('filesMismatched', { description: 'Files that arrived otherwise than declared.' }),
    filesMissing: t.exposeInt('filesMissing', { description: 'Files that have not arrived, or are not checked yet.' }),
    bytesDeclared: t.expose('bytesDeclared', { type: 'ByteCount', description: 'The size of all declared files.' }),
    bytesVerified: t.expose('bytesVerified', { type: 'ByteCount', description: 'The size of the verified files.' }),
  }),
});

export const IngestLimits = builder.objectRef<Limits>('IngestLimits').implement({
  description: 'What one session, call or file may be; more is answered with LimitExceeded.',
  authScopes: { authenticated: true },
  fields: (t) => ({
    uploadsPerCall: t.exposeInt('uploadsPerCall', { description: 'Files in one call of requestUploads.' }),
    singlePutByteSize: t.expose('singlePutByteSize', {
      type: 'ByteCount',
      description: 'The largest file that is sent in one request; larger ones go in parts.',
    }),
    fileByteSize: t.expose('fileByteSize', { type: 'ByteCount', description: 'The largest file.' }),
    uploadUrlSeconds: t.exposeInt('uploadUrlSeconds', { description: 'How long the address of an upload lives.' }),
    inlineItems: t.exposeInt('inlineItems', { description: 'Items given inline to publishIngestSession.' }),
    manifestLines: t.exposeInt('manifestLines', { description: 'Lines of a manifest file.' }),
    manifestLineByteSize: t.expose('manifestLineByteSize', {
      type: 'ByteCount',
      description: 'The longest line of a manifest file.',
    }),
    ingestSessionHours: t.exposeFloat('ingestSessionHours', {
      description: 'How long a session lives without activity.',
    }),
  }),
});

interface Failure {
  code: keyof typeof errorCodes;
  message: string;
}

const IngestFailure = builder.objectRef<Failure>('IngestFailure').implement({
  description: 'The reason why publishing a session failed.',
  authScopes: { authenticated: true },
  fields: (t) => ({
    code: t.expose('code', { type: ErrorCodeEnum, description: 'Cause of the failure, for programs.' }),
    message: t.exposeString('message', { description: 'Cause of the failure and what to do, for people.' }),
  }),
});

export const IngestSession = builder.prismaNode('IngestSession', {
  description:
    'A publish under way: files are declared and sent, then a manifest makes them a revision, all at once or not at all.',
  id: { field: 'id' },
  nullable: true,
  findUnique: (id, { viewer }) => ({
    id: rowId(id),
    orgId: { in: organizationsWith(viewer, 'PUBLISH') },
    dataset: datasetsVisibleTo(viewer),
  }),
  select: { id: true, orgId: true },
  authScopes: ({ orgId }) => ({ publisher: orgId }),
  fields: (t) => ({
    mode: t.expose('mode', {
      type: IngestModeEnum,
      description: 'What its manifest says about the items it does not name.',
    }),
    state: t.expose('state', { type: IngestStateEnum, description: 'Where it is in its life.' }),
    phase: t.expose('phase', { type: IngestPhaseEnum, description: 'What is being done with it.' }),
    message: t.exposeString('message', { description: 'What the revision will say of itself.' }),
    idempotencyKey: t.exposeString('idempotencyKey', {
      nullable: true,
      description: 'The key by which it is resumed.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was opened.' }),
    expiresAt: t.expose('expiresAt', {
      type: 'DateTime',
      description: 'When it ends by itself; activity moves this on.',
    }),
    closedAt: t.expose('closedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it ended; null while it has not.',
    }),
    itemCount: t.exposeInt('itemCount', { description: 'Items its manifest names, as far as it was read.' }),
    itemsStaged: t.exposeInt('itemsStaged', { description: 'Rows written so far that nobody sees yet.' }),
    issueCount: t.exposeInt('issueCount', { description: 'What is wrong with its manifest, by the last validation.' }),
    noop: t.exposeBoolean('noop', { description: 'Whether publishing it changed nothing.' }),
    revisionNumber: t.exposeInt('revision', {
      nullable: true,
      description: 'The revision it became; null when it has not.',
    }),
    failure: t.field({
      type: IngestFailure,
      nullable: true,
      select: { failure: true },
      description: 'Failure of the last publish; null if it did not fail.',
      resolve: ({ failure }) => failure as Failure | null,
    }),
    dataset: t.relation('dataset', { description: 'The dataset it will be published to.' }),
    progress: t.field({
      type: IngestProgress,
      description: 'How far it is.',
      select: progressSelection,
      resolve: sessionProgress,
    }),
    limits: t.field({
      type: IngestLimits,
      description: 'What may be asked of it.',
      resolve: (_session, _args, { limits }) => limits,
    }),
  }),
});

builder.mutationField('openIngestSession', (t) =>
  t.fieldWithInput({
    type: IngestSession,
    authScopes: { authenticated: true },
    description:
      'Opens an ingest session of a dataset, or answers the one that was opened with the same idempotency key: that is how a pipeline resumes.',
    errors: {
      types: [Forbidden, IdempotencyConflict, InvalidInput, NotFound],
      dataField: { name: 'session', description: 'The session.' },
    },
    input: {
      datasetId: t.input.globalID({ required: true, for: Dataset, description: 'The dataset to publish to.' }),
      mode: t.input.field({
        type: IngestModeEnum,
        required: true,
        defaultValue: 'REPLACE',
        description: 'What the manifest will say about the items it does not name.',
      }),
      message: t.input.string({ description: 'What the revision shall say of itself, up to 2,000 characters.' }),
      idempotencyKey: t.input.string({
        description:
          'A name for this publish, up to 200 characters; the same name gives the same session, unless that was abandoned or has failed.',
      }),
    },
    resolve: (_root, { input }, context) =>
      openIngestSession(context, { ...input, datasetId: rowId(input.datasetId.id) }),
  }),
);

builder.mutationField('abandonIngestSession', (t) =>
  t.fieldWithInput({
    type: IngestSession,
    authScopes: { authenticated: true },
    description:
      'Ends a session without publishing it. Files that no other session or dataset needs are removed later.',
    errors: {
      types: [Forbidden, NotFound, SessionClosed],
      dataField: { name: 'session', description: 'The session, abandoned.' },
    },
    input: { sessionId: t.input.globalID({ required: true, for: IngestSession, description: 'The session.' }) },
    resolve: (_root, { input }, context) => abandonIngestSession(context, input.sessionId.id),
  }),
);
