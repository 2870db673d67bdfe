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
  description: 'Progress of a session. The checksum of the object store verifies each file.',
  authScopes: { authenticated: true },
  fields: (t) => ({
    filesDeclared: t.exposeInt('filesDeclared', { description: 'Number of declared files.' }),
    filesVerified: t.exposeInt('filesVerified', {
      description: 'Number of files that are stored exactly as declared.',
    }),
    filesMismatched: t.exposeInt('filesMismatched', {
      description: 'Number of files that arrived otherwise than declared.',
    }),
    filesMissing: t.exposeInt('filesMissing', {
      description: 'Number of files that have not arrived, or are not checked yet.',
    }),
    bytesDeclared: t.expose('bytesDeclared', {
      type: 'ByteCount',
      description: 'Size of all declared files, in bytes.',
    }),
    bytesVerified: t.expose('bytesVerified', {
      type: 'ByteCount',
      description: 'Size of the verified files, in bytes.',
    }),
  }),
});

export const IngestLimits = builder.objectRef<Limits>('IngestLimits').implement({
  description: 'Limits of one session, call or file. A request for more is answered with `LimitExceeded`.',
  authScopes: { authenticated: true },
  fields: (t) => ({
    uploadsPerCall: t.exposeInt('uploadsPerCall', {
      description: 'Maximum number of files in one call of `requestUploads`.',
    }),
    singlePutByteSize: t.expose('singlePutByteSize', {
      type: 'ByteCount',
      description: 'Maximum size of a file that is sent in one request, in bytes. Larger files are sent in parts.',
    }),
    fileByteSize: t.expose('fileByteSize', { type: 'ByteCount', description: 'Maximum size of a file, in bytes.' }),
    uploadUrlSeconds: t.exposeInt('uploadUrlSeconds', { description: 'Lifetime of an upload URL, in seconds.' }),
    inlineItems: t.exposeInt('inlineItems', {
      description: 'Maximum number of inline items in `publishIngestSession`.',
    }),
    manifestLines: t.exposeInt('manifestLines', { description: 'Maximum number of lines of a manifest file.' }),
    manifestLineByteSize: t.expose('manifestLineByteSize', {
      type: 'ByteCount',
      description: 'Maximum size of a line of a manifest file, in bytes.',
    }),
    ingestSessionHours: t.exposeFloat('ingestSessionHours', {
      description: 'Time without activity after which a session ends, in hours.',
    }),
  }),
});

interface Failure {
  code: keyof typeof errorCodes;
  message: string;
}

const IngestFailure = builder.objectRef<Failure>('IngestFailure').implement({
  description: 'Failure of a publish.',
  authScopes: { authenticated: true },
  fields: (t) => ({
    code: t.expose('code', { type: ErrorCodeEnum, description: 'Code of the error, for programs.' }),
    message: t.exposeString('message', { description: 'Message for people: the problem, and how to solve it.' }),
  }),
});

export const IngestSession = builder.prismaNode('IngestSession', {
  description:
    'Publish under way: files are declared and sent, then a manifest makes them a revision, all at once or not at all.',
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
      description: 'Effect of the manifest on items that it does not name.',
    }),
    state: t.expose('state', { type: IngestStateEnum, description: 'State in the life of the session.' }),
    phase: t.expose('phase', { type: IngestPhaseEnum, description: 'Phase of the work.' }),
    message: t.exposeString('message', {
      description: 'Message for the revision, up to 2,000 characters. Empty if there is none.',
    }),
    idempotencyKey: t.exposeString('idempotencyKey', {
      nullable: true,
      description: 'Key with which a client resumes the session. Null if it was opened without one.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'Time of creation.' }),
    expiresAt: t.expose('expiresAt', {
      type: 'DateTime',
      description: 'Time at which the session ends without activity.',
    }),
    closedAt: t.expose('closedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time at which the session ended. Null until then.',
    }),
    itemCount: t.exposeInt('itemCount', { description: 'Number of items in the manifest, as far as it was read.' }),
    itemsStaged: t.exposeInt('itemsStaged', {
      description: 'Number of rows written so far, which no reader sees yet.',
    }),
    issueCount: t.exposeInt('issueCount', {
      description: 'Exact number of issues of the manifest, by the last validation.',
    }),
    noop: t.exposeBoolean('noop', { description: 'Whether publishing changed nothing.' }),
    revisionNumber: t.exposeInt('revision', {
      nullable: true,
      description: 'Number of the revision that the session became. Null until it is published.',
    }),
    failure: t.field({
      type: IngestFailure,
      nullable: true,
      select: { failure: true },
      description: 'Failure of the last publish. Null if it did not fail.',
      resolve: ({ failure }) => failure as Failure | null,
    }),
    dataset: t.relation('dataset', { description: 'Dataset to which the session publishes.' }),
    progress: t.field({
      type: IngestProgress,
      description: 'Progress of the declared files.',
      select: progressSelection,
      resolve: sessionProgress,
    }),
    limits: t.field({
      type: IngestLimits,
      description: 'Limits of the session.',
      resolve: (_session, _args, { limits }) => limits,
    }),
  }),
});

builder.mutationField('openIngestSession', (t) =>
  t.fieldWithInput({
    type: IngestSession,
    authScopes: { authenticated: true },
    description:
      'Opens an ingest session of a dataset, or returns the one that was opened with the same idempotency key. So a pipeline resumes.',
    errors: {
      types: [Forbidden, IdempotencyConflict, InvalidInput, NotFound],
      dataField: { name: 'session', description: 'Session that was opened or resumed.' },
    },
    input: {
      datasetId: t.input.globalID({
        required: true,
        for: Dataset,
        description: 'Global id of the dataset to publish to.',
      }),
      mode: t.input.field({
        type: IngestModeEnum,
        required: true,
        defaultValue: 'REPLACE',
        description: 'Effect of the manifest on items that it does not name. Default: `REPLACE`.',
      }),
      message: t.input.string({ description: 'Message for the revision, up to 2,000 characters. Default: empty.' }),
      idempotencyKey: t.input.string({
        description:
          'Key of the publish, up to 200 characters. The same key returns the same session, unless it was abandoned or has failed.',
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
      'Ends a session without publishing it. Files that no other session or dataset needs are deleted later.',
    errors: {
      types: [Forbidden, NotFound, SessionClosed],
      dataField: { name: 'session', description: 'Session in the state `ABANDONED`.' },
    },
    input: {
      sessionId: t.input.globalID({
        required: true,
        for: IngestSession,
        description: 'Global id of the session to abandon.',
      }),
    },
    resolve: (_root, { input }, context) => abandonIngestSession(context, input.sessionId.id),
  }),
);
