import { Forbidden, IdempotencyConflict, InvalidInput, LimitExceeded, NotFound } from '#domain/errors.ts';
import { exportDataset } from '#domain/exports/export-dataset.ts';
import { exportsVisibleTo } from '#domain/exports/exports-visible-to.ts';
import { findExports } from '#domain/exports/find-exports.ts';
import { signExport } from '#domain/exports/sign-export.ts';
import type { DatasetExport as DatasetExportRow } from '#prisma/client/client.ts';
import * as enums from '#prisma/client/enums.ts';
import { SignedUrlType, signedUrlLife } from './asset.ts';
import { builder } from './builder.ts';
import { type Counted, countedConnectionOf, relatedOfNodes, totalCount } from './connection.ts';
import { Dataset } from './dataset.ts';
import { idempotencyKey } from './idempotency-key.ts';
import { ItemFilter } from './item-filter.ts';
import { rowId } from './row-id.ts';
import { User } from './user.ts';
import { personOf } from './users-by-id.ts';
import { Viewer } from './viewer.ts';

const ExportFormatEnum = builder.enumType('ExportFormat', {
  description: 'File format of an export.',
  values: {
    NDJSON: { description: 'Lines of a manifest, one JSON object per item, as they were published.' },
    CROISSANT: {
      description: 'Description in MLCommons Croissant 1.0 (JSON-LD), with the lines of `NDJSON` as its data file.',
    },
  } satisfies Record<enums.ExportFormat, object>,
});

const ExportStateEnum = builder.enumType('ExportState', {
  description: 'Progress of the job that writes an export.',
  values: {
    QUEUED: { description: 'Export that waits for a worker.' },
    RUNNING: { description: 'Export that a worker is writing.' },
    READY: { description: 'Export that can be downloaded.' },
    FAILED: { description: 'Export that failed. Its `reason` says why.' },
  } satisfies Record<enums.ExportState, object>,
});

const DatasetExportData = builder.objectRef<DatasetExportRow>('DatasetExportData').implement({
  description: 'Data file of an export, to be kept beside the main file under the name it is offered by.',
  authScopes: ({ orgId }) => ({ colleague: orgId }),
  fields: (t) => ({
    byteSize: t.field({
      type: 'ByteCount',
      description: 'Size of the file, in bytes.',
      resolve: ({ dataByteSize }) => dataByteSize!,
    }),
    sha256: t.string({
      description: 'SHA-256 of the file, in lower-case hexadecimal.',
      resolve: ({ dataSha256 }) => dataSha256!,
    }),
    signedUrl: t.field({
      type: SignedUrlType,
      nullable: true,
      description: `Fresh signed URL of the file, valid for ${signedUrlLife}. The access log records each one.`,
      resolve: (made, _args, context) => signExport(context, made, 'DATA'),
    }),
  }),
});

export const DatasetExport = builder.prismaNode('DatasetExport', {
  description:
    'Export: the items of a dataset at one revision as a file, made by a job. Everybody who may read the dataset may download it until it expires.',
  id: { field: 'id' },
  nullable: true,
  findUnique: (id, { viewer }) => ({ id: rowId(id), AND: [exportsVisibleTo(viewer)] }),
  authScopes: ({ orgId }) => ({ colleague: orgId }),
  fields: (t) => ({
    dataset: t.relation('dataset', { description: 'Dataset that is exported.' }),
    revisionNumber: t.exposeInt('revision', { description: 'Number of the exported revision.' }),
    format: t.expose('format', { type: ExportFormatEnum, description: 'Format of the export.' }),
    filter: t.expose('filter', {
      type: 'JSON',
      nullable: true,
      description: 'Filter of the exported items, as an `ItemFilter`. Null for all items.',
    }),
    withReviews: t.exposeBoolean('withReviews', {
      description: 'Whether annotations of reviewers are included, beside those of the publisher.',
    }),
    state: t.expose('state', { type: ExportStateEnum, description: 'State of the export.' }),
    reason: t.exposeString('reason', {
      nullable: true,
      description: 'Reason of the failure, for people. Null if the export has not failed.',
    }),
    itemsWritten: t.exposeInt('itemsWritten', { description: 'Number of items written so far.' }),
    itemsExpected: t.exposeInt('itemsExpected', {
      nullable: true,
      description: 'Number of items to write. Null if it is not known, as under a filter that matches many.',
    }),
    itemCount: t.exposeInt('itemCount', {
      nullable: true,
      description: 'Number of items in the file. Null until it is ready.',
    }),
    byteSize: t.expose('byteSize', {
      type: 'ByteCount',
      nullable: true,
      description: 'Size of the file in bytes. Null until it is ready.',
    }),
    sha256: t.exposeString('sha256', {
      nullable: true,
      description: 'SHA-256 of the file in lower-case hexadecimal. Null until it is ready.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'Time of the request.' }),
    finishedAt: t.expose('finishedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time at which the export was ready or failed. Null until then.',
    }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', description: 'Time at which the export is deleted.' }),
    requestedBy: t.field({
      type: User,
      nullable: true,
      select: { requestedBy: true },
      description: 'Person who requested the export. Null if the account is gone, and for a token limited to datasets.',
      resolve: ({ requestedBy }, _args, context) => personOf(requestedBy, context),
    }),
    signedUrl: t.field({
      type: SignedUrlType,
      nullable: true,
      description: `Fresh signed URL of the file, valid for ${signedUrlLife}. Null until it is ready. The access log records each one.`,
      resolve: (made, _args, context) => signExport(context, made, 'MAIN'),
    }),
    data: t.field({
      type: DatasetExportData,
      nullable: true,
      description:
        'Second file of the export, with the items that the main file describes. Null for `NDJSON`, and until it is ready.',
      resolve: (made) => (made.dataObjectKey === null ? null : made),
    }),
  }),
});

export const DatasetExportConnection = builder.connectionObject<typeof DatasetExport, Counted>(
  { type: DatasetExport, name: 'DatasetExportConnection', fields: (list) => ({ totalCount: list.int(totalCount) }) },
  { name: 'DatasetExportEdge' },
);

builder.prismaObjectField(Dataset, 'exports', (t) =>
  t.connection(
    {
      type: DatasetExport,
      nullable: true,
      select: { id: true },
      description: 'Exports of the dataset that are kept, by anybody, the newest first. Only for members.',
      resolve: async ({ id }, args, context, info) =>
        countedConnectionOf(
          await findExports(context, { datasetId: id }, args, relatedOfNodes(context, info)),
          (node) => ({
            cursor: node.cursor,
            node,
          }),
        ),
    },
    DatasetExportConnection,
  ),
);

builder.objectField(Viewer, 'exports', (t) =>
  t.connection(
    {
      type: DatasetExport,
      nullable: true,
      description: 'Exports that the person requested and that are kept, the newest first.',
      resolve: async ({ userId }, args, context, info) =>
        countedConnectionOf(
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
      'Starts an export of a dataset at a revision. Poll its `state`, then download it by its `signedUrl`. Repeated while it runs, it returns the same export.',
    errors: {
      types: [Forbidden, IdempotencyConflict, InvalidInput, LimitExceeded, NotFound],
      dataField: { name: 'export', description: 'Export, which a job writes.' },
    },
    input: {
      datasetId: t.input.globalID({ required: true, for: Dataset, description: 'Global id of the dataset to export.' }),
      format: t.input.field({ type: ExportFormatEnum, required: true, description: 'Format of the export.' }),
      revisionNumber: t.input.int({ description: 'Number of the revision to export. Default: the current revision.' }),
      filter: t.input.field({ type: ItemFilter, description: 'Filter of the items to export. Default: all items.' }),
      withReviews: t.input.boolean({
        description:
          'Whether to include annotations of reviewers. Default: false, so that publishing the file again repeats nothing.',
      }),
      idempotencyKey: t.input.string(idempotencyKey('ROW')),
    },
    resolve: (_root, { input: { datasetId, revisionNumber, ...input } }, context) =>
      exportDataset(context, { ...input, revision: revisionNumber, datasetId: rowId(datasetId.id) }),
  }),
);
