import { Forbidden, IdempotencyConflict, InvalidInput, LimitExceeded, NotFound } from '#domain/errors.ts';
import { exportDataset } from '#domain/exports/export-dataset.ts';
import { exportsVisibleTo } from '#domain/exports/exports-visible-to.ts';
import { findExports } from '#domain/exports/find-exports.ts';
import { signExport } from '#domain/exports/sign-export.ts';
import type { DatasetExport as DatasetExportRow } from '#prisma/client/client.ts';
import * as enums from '#prisma/client/enums.ts';
import { SignedUrlType } from './asset.ts';
import { builder } from './builder.ts';
import { connectionNames, connectionOf, relatedOfNodes } from './connection.ts';
import { Dataset } from './dataset.ts';
import { idempotencyKey } from './idempotency-key.ts';
import { ItemFilter } from './item-filter.ts';
import { rowId } from './row-id.ts';
import { User } from './user.ts';
import { usersById } from './users-by-id.ts';
import { Viewer } from './viewer.ts';

const ExportFormatEnum = builder.enumType('ExportFormat', {
  description: 'What an export is made of.',
  values: {
    NDJSON: { description: 'The lines of a manifest, one JSON object an item: what they were published from.' },
    CROISSANT: { description: 'A description in MLCommons Croissant 1.0 (JSON-LD), with the lines as its data.' },
  } satisfies Record<enums.ExportFormat, object>,
});

const ExportStateEnum = builder.enumType('ExportState', {
  description: 'How far an export is.',
  values: {
    QUEUED: { description: 'Waiting for a worker.' },
    RUNNING: { description: 'Items are being written.' },
    READY: { description: 'Can be fetched.' },
    FAILED: { description: 'Given up; the reason stands beside it.' },
  } satisfies Record<enums.ExportState, object>,
});

const DatasetExportData = builder.objectRef<DatasetExportRow>('DatasetExportData').implement({
  description: 'The items that a description refers to. Keep the file beside it, under the name it is offered by.',
  authScopes: ({ orgId }) => ({ colleague: orgId }),
  fields: (t) => ({
    byteSize: t.field({ type: 'ByteCount', description: 'Its size.', resolve: ({ dataByteSize }) => dataByteSize! }),
    sha256: t.string({
      description: 'The SHA-256 of its bytes, in lower-case hexadecimal.',
      resolve: ({ dataSha256 }) => dataSha256!,
    }),
    signedUrl: t.field({
      type: SignedUrlType,
      nullable: true,
      description: 'A fresh address of its bytes. Each one handed out stands in the access log.',
      resolve: (made, _args, context) => signExport(context, made, 'DATA'),
    }),
  }),
});

export const DatasetExport = builder.prismaNode('DatasetExport', {
  description:
    'The items of a dataset at one revision as a file, made by a job. All who may read the dataset may fetch it; it is kept for a while.',
  id: { field: 'id' },
  nullable: true,
  findUnique: (id, { viewer }) => ({ id: rowId(id), AND: [exportsVisibleTo(viewer)] }),
  authScopes: ({ orgId }) => ({ colleague: orgId }),
  fields: (t) => ({
    dataset: t.relation('dataset', { description: 'The dataset it is of.' }),
    revisionNumber: t.exposeInt('revision', { description: 'The revision it is of.' }),
    format: t.expose('format', { type: ExportFormatEnum, description: 'What it is made of.' }),
    filter: t.expose('filter', {
      type: 'JSON',
      nullable: true,
      description: 'Which items are in it, as an ItemFilter; null for all.',
    }),
    withReviews: t.exposeBoolean('withReviews', {
      description: "Whether reviewers' annotations are in it, besides the publisher's.",
    }),
    state: t.expose('state', { type: ExportStateEnum, description: 'How far it is.' }),
    reason: t.exposeString('reason', { nullable: true, description: 'Why it failed, for people.' }),
    itemsWritten: t.exposeInt('itemsWritten', { description: 'How many items have been written.' }),
    itemsExpected: t.exposeInt('itemsExpected', {
      nullable: true,
      description: 'How many there will be; null while that is not known, as under a filter that leaves many.',
    }),
    itemCount: t.exposeInt('itemCount', {
      nullable: true,
      description: 'How many items are in it; null until it is ready.',
    }),
    byteSize: t.expose('byteSize', {
      type: 'ByteCount',
      nullable: true,
      description: 'The size of its file; null until it is ready.',
    }),
    sha256: t.exposeString('sha256', {
      nullable: true,
      description: 'The SHA-256 of its file, in lower-case hexadecimal; null until it is ready.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was asked for.' }),
    finishedAt: t.expose('finishedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was ready, or given up; null until then.',
    }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', description: 'Until when it is kept.' }),
    requestedBy: t.field({
      type: User,
      nullable: true,
      select: { requestedBy: true },
      description: 'Who asked for it; null when the account is gone.',
      resolve: ({ requestedBy }, _args, context) => (requestedBy ? usersById(context).load(requestedBy) : null),
    }),
    signedUrl: t.field({
      type: SignedUrlType,
      nullable: true,
      description:
        'A fresh address of its file, good for 60 to 300 s; null unless it is ready. Each one handed out stands in the access log.',
      resolve: (made, _args, context) => signExport(context, made, 'MAIN'),
    }),
    data: t.field({
      type: DatasetExportData,
      nullable: true,
      description: 'The items that its description refers to; null for NDJSON, and until it is ready.',
      resolve: (made) => (made.dataObjectKey === null ? null : made),
    }),
  }),
});

const exportNames = connectionNames('DatasetExport');
export const DatasetExportConnection = builder.connectionObject(
  { type: DatasetExport, name: exportNames[0].name },
  { name: exportNames[1].name },
);

builder.prismaObjectField(Dataset, 'exports', (t) =>
  t.connection(
    {
      type: DatasetExport,
      nullable: true,
      select: { id: true },
      description: 'Its exports that are kept, the newest first, whoever asked for them; for members.',
      resolve: async ({ id }, args, context, info) =>
        connectionOf(await findExports(context, { datasetId: id }, args, relatedOfNodes(context, info)), (node) => ({
          cursor: node.cursor,
          node,
        })),
    },
    DatasetExportConnection,
  ),
);

builder.objectField(Viewer, 'exports', (t) =>
  t.connection(
    {
      type: DatasetExport,
      nullable: true,
      description: 'The exports they asked for that are kept, the newest first.',
      resolve: async ({ userId }, args, context, info) =>
        connectionOf(
          await findExports(context, { requestedBy: userId ?? rowId('') }, args, relatedOfNodes(context, info)),
          (node) => ({
            cursor: node.cursor,
            node,
          }),
        ),
    },
    DatasetExportConnection,
  ),
);

builder.mutationField('exportDataset', (t) =>
  t.fieldWithInput({
    type: DatasetExport,
    authScopes: { authenticated: true },
    description:
      'Has the items of a dataset at a revision written to a file. Follow its state, then fetch it by its address. Asked again while it is under way, it answers the same export.',
    errors: {
      types: [Forbidden, IdempotencyConflict, InvalidInput, LimitExceeded, NotFound],
      dataField: { name: 'export', description: 'The export, which a job makes.' },
    },
    input: {
      datasetId: t.input.globalID({ required: true, for: Dataset, description: 'The dataset.' }),
      format: t.input.field({ type: ExportFormatEnum, required: true, description: 'What it is made of.' }),
      revisionNumber: t.input.int({ description: 'At which revision; else the current one.' }),
      filter: t.input.field({ type: ItemFilter, description: 'Which items; else all.' }),
      withReviews: t.input.boolean({
        description:
          "Whether reviewers' annotations are in it, too; else the publisher's alone, so that publishing the file again says nothing twice.",
      }),
      idempotencyKey: t.input.string(idempotencyKey('ROW')),
    },
    resolve: (_root, { input: { datasetId, revisionNumber, ...input } }, context) =>
      exportDataset(context, { ...input, revision: revisionNumber, datasetId: rowId(datasetId.id) }),
  }),
);
