import { queryFromInfo } from '@pothos/plugin-prisma';
import type {
  ItemFieldChange as ItemFieldChangeShape,
  ItemField as ItemFieldName,
} from '#domain/revisions/compare-items.ts';
import { type ChangeCounts as ChangeCountsShape, countChanges } from '#domain/revisions/count-changes.ts';
import {
  diffRevisions,
  type ItemChange as ItemChangeShape,
  kindsOf,
  readablePair,
} from '#domain/revisions/diff-revisions.ts';
import type { ItemChangeKind as ItemChangeKindName, RevisionPair } from '#domain/revisions/diff-source.ts';
import { findFieldChanges } from '#domain/revisions/find-field-changes.ts';
import type { Dataset as DatasetRow, Item as ItemRow } from '#prisma/client/client.ts';
import { builder } from './builder.ts';
import { connectionOf, nodePaths } from './connection.ts';
import { CountKind } from './count-kind.ts';
import { Dataset } from './dataset.ts';
import { AssetRoleEnum } from './enums.ts';
import { Item } from './item.ts';
import { loaderPerRequest } from './loader.ts';

type DatasetPlace = Pick<DatasetRow, 'id' | 'orgId'>;

interface Change extends ItemChangeShape {
  dataset: DatasetPlace;
  before: ItemRow | null;
  after: ItemRow | null;
}

const ItemChangeKind = builder.enumType('ItemChangeKind', {
  description: 'Kind of change of an item between two revisions.',
  values: {
    ADDED: { description: 'Item with a new key.' },
    CHANGED: { description: 'Item that differs.' },
    REMOVED: { description: 'Item that was removed.' },
  } satisfies Record<ItemChangeKindName, object>,
});

const ItemField = builder.enumType('ItemField', {
  description: 'Field of an item that can change.',
  values: {
    TYPE: { description: 'Type of the content.' },
    TITLE: { description: 'Title for people.' },
    TAGS: { description: 'Tags, with their order.' },
    METADATA: { description: 'Value in the metadata.' },
    CREATED_AT: { description: 'Time of creation that the publisher gave.' },
    ASSETS: { description: 'File of the item.' },
    ANNOTATIONS: { description: 'Annotations of the publisher.' },
  } satisfies Record<ItemFieldName, object>,
});

const ItemFieldChange = builder.objectRef<ItemFieldChangeShape>('ItemFieldChange').implement({
  description: 'Difference of one field between two states of an item.',
  authScopes: { authenticated: true },
  fields: (t) => ({
    field: t.expose('field', { type: ItemField, description: 'Field that differs.' }),
    pointer: t.exposeString('pointer', {
      nullable: true,
      description:
        'JSON Pointer (RFC 6901) into the metadata. Null for other fields, and if more than 100 places differ.',
    }),
    role: t.expose('role', {
      type: AssetRoleEnum,
      nullable: true,
      description: 'Role of the file. Null unless `field` is `ASSETS`.',
    }),
    before: t.expose('before', {
      type: 'JSON',
      nullable: true,
      description:
        'Value at the earlier revision. Null if there was none. A file is `{ filename, contentType, sha256 }`. For annotations, a list of those that are gone.',
    }),
    after: t.expose('after', {
      type: 'JSON',
      nullable: true,
      description: 'Value at the later revision. Null if there is none. For annotations, a list of those that are new.',
    }),
  }),
});

const fieldChanges = loaderPerRequest((context, changes: readonly Change[]) => findFieldChanges(context, changes));

const ItemChange = builder.objectRef<Change>('ItemChange').implement({
  description: 'Difference of one item between two revisions.',
  authScopes: ({ dataset }) => ({ member: dataset.orgId }),
  fields: (t) => ({
    kind: t.expose('kind', { type: ItemChangeKind, description: 'Kind of the change.' }),
    key: t.exposeString('key', { description: 'Key of the item.' }),
    before: t.expose('before', {
      type: Item,
      nullable: true,
      description: 'Item at the earlier revision. Null if it was added.',
    }),
    after: t.expose('after', {
      type: Item,
      nullable: true,
      description: 'Item at the later revision. Null if it was removed.',
    }),
    fieldChanges: t.field({
      type: [ItemFieldChange],
      description: 'Fields that differ. Empty unless `kind` is `CHANGED`.',
      resolve: (change, _args, context) => fieldChanges(context).load(change),
    }),
  }),
});

const ChangeCounts = builder.objectRef<ChangeCountsShape>('ItemChangeCounts').implement({
  description: 'Numbers of changed items between two revisions.',
  authScopes: { authenticated: true },
  fields: (t) => ({
    added: t.exposeInt('added', { description: 'Number of items with a new key.' }),
    changed: t.exposeInt('changed', { description: 'Number of items that differ.' }),
    removed: t.exposeInt('removed', { description: 'Number of items that were removed.' }),
    countKind: t.expose('kind', { type: CountKind, description: 'Precision of the counts.' }),
  }),
});

interface Diff {
  dataset: DatasetPlace;
  pair: RevisionPair;
  kinds: readonly ItemChangeShape['kind'][];
}

const countLoader = loaderPerRequest((context, diffs: readonly Diff[]) =>
  Promise.all(diffs.map(({ dataset, pair }) => countChanges(context, dataset, pair))),
);

builder.prismaObjectField(Dataset, 'diff', (t) =>
  t.connection(
    {
      type: ItemChange,
      select: { id: true, orgId: true, revision: true },
      description:
        'Changes of items between two revisions, in the order of the list. `fromRevisionNumber` may be the later one. Changes that were undone in between are left out. `NOT_FOUND` for an unknown or deleted revision.',
      args: {
        fromRevisionNumber: t.arg.int({
          required: true,
          description: 'Number of the revision to compare with, from 1.',
        }),
        toRevisionNumber: t.arg.int({ required: true, description: 'Number of the revision to look at, from 1.' }),
        kinds: t.arg({
          type: [ItemChangeKind],
          description: 'Kinds of changes to list. Default: all. An empty list matches nothing.',
        }),
      },
      resolve: async (dataset, { fromRevisionNumber, toRevisionNumber, ...given }, context, info) => {
        const args = { ...given, from: fromRevisionNumber, to: toRevisionNumber };
        await readablePair(context, dataset, args);
        const page = await diffRevisions(context, dataset, args);
        const load = (side: 'before' | 'after', ids: (string | null)[]) => {
          const wanted = ids.filter((id) => id !== null);
          if (wanted.length === 0) return [];
          const query = queryFromInfo({
            context,
            info,
            paths: nodePaths(side),
            select: { id: true, orgId: true },
          });
          return context.db.item.findMany({ ...query, where: { id: { in: wanted } } });
        };
        const [before, after] = await Promise.all([
          load(
            'before',
            page.rows.map(({ beforeId }) => beforeId),
          ),
          load(
            'after',
            page.rows.map(({ afterId }) => afterId),
          ),
        ]);
        const items = new Map([...before, ...after].map((item) => [item.id, item as ItemRow]));
        const connection = connectionOf(page, (row) => ({
          cursor: row.cursor,
          node: {
            ...row,
            dataset,
            before: items.get(row.beforeId ?? '') ?? null,
            after: items.get(row.afterId ?? '') ?? null,
          },
        }));
        return { ...connection, dataset, pair: args, kinds: kindsOf(args.kinds) };
      },
    },
    {
      name: 'ItemChangeConnection',
      fields: (connection) => ({
        totalCount: connection.int({
          description: 'Number of changes on all pages together. `counts.countKind` says whether it is exact.',
          resolve: async (diff, _args, context) => {
            const counts = await countLoader(context).load(diff);
            const byKind: Record<ItemChangeKindName, number> = {
              ADDED: counts.added,
              CHANGED: counts.changed,
              REMOVED: counts.removed,
            };
            return diff.kinds.reduce((sum, kind) => sum + byKind[kind], 0);
          },
        }),
        counts: connection.field({
          type: ChangeCounts,
          description:
            'Numbers of changes by kind, independent of `kinds`. They are exact between neighbouring revisions. Between others, up to 100,000 changes are counted.',
          resolve: (diff, _args, context) => countLoader(context).load(diff),
        }),
      }),
    },
    { name: 'ItemChangeEdge' },
  ),
);
