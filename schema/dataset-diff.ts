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
  description: 'What became of an item between two revisions.',
  values: {
    ADDED: { description: 'There was none with this key.' },
    CHANGED: { description: 'It is not as it was.' },
    REMOVED: { description: 'There is none with this key any more.' },
  } satisfies Record<ItemChangeKindName, object>,
});

const ItemField = builder.enumType('ItemField', {
  description: 'A part of an item that can change.',
  values: {
    TYPE: { description: 'The kind of content.' },
    TITLE: { description: 'The title.' },
    TAGS: { description: 'The tags, with their order.' },
    METADATA: { description: 'What stands at a place of the metadata.' },
    CREATED_AT: { description: 'When it was created, as the publisher says.' },
    ASSETS: { description: 'A file.' },
    ANNOTATIONS: { description: "The publisher's annotations." },
  } satisfies Record<ItemFieldName, object>,
});

const ItemFieldChange = builder.objectRef<ItemFieldChangeShape>('ItemFieldChange').implement({
  description: 'One difference between two states of an item.',
  authScopes: { authenticated: true },
  fields: (t) => ({
    field: t.expose('field', { type: ItemField, description: 'What is different.' }),
    pointer: t.exposeString('pointer', {
      nullable: true,
      description:
        'For METADATA, where: a JSON pointer (RFC 6901). The whole is told where more than 100 places differ.',
    }),
    role: t.expose('role', {
      type: AssetRoleEnum,
      nullable: true,
      description: 'For ASSETS, what the file is to the item.',
    }),
    before: t.expose('before', {
      type: 'JSON',
      nullable: true,
      description:
        'What it was; null where nothing was. A file is `{ filename, contentType, sha256 }`; of annotations, a list of those that are gone.',
    }),
    after: t.expose('after', {
      type: 'JSON',
      nullable: true,
      description: 'What it is; null where nothing is. Of annotations, a list of those that are new.',
    }),
  }),
});

const fieldChanges = loaderPerRequest((context, changes: readonly Change[]) => findFieldChanges(context, changes));

const ItemChange = builder.objectRef<Change>('ItemChange').implement({
  description: 'An item that does not stand at one revision as it stands at another.',
  authScopes: ({ dataset }) => ({ member: dataset.orgId }),
  fields: (t) => ({
    kind: t.expose('kind', { type: ItemChangeKind, description: 'What became of it.' }),
    key: t.exposeString('key', { description: "The publisher's stable id." }),
    before: t.expose('before', { type: Item, nullable: true, description: 'As it was; null when it was added.' }),
    after: t.expose('after', { type: Item, nullable: true, description: 'As it is; null when it was removed.' }),
    fieldChanges: t.field({
      type: [ItemFieldChange],
      description: 'What is different, when it was changed; else nothing.',
      resolve: (change, _args, context) => fieldChanges(context).load(change),
    }),
  }),
});

const ChangeCounts = builder.objectRef<ChangeCountsShape>('ItemChangeCounts').implement({
  description: 'How many items became what, between two revisions.',
  authScopes: { authenticated: true },
  fields: (t) => ({
    added: t.exposeInt('added', { description: 'Items with a new key.' }),
    changed: t.exposeInt('changed', { description: 'Items that are not as they were.' }),
    removed: t.exposeInt('removed', { description: 'Items that are gone.' }),
    countKind: t.expose('kind', { type: CountKind, description: 'Whether the counts are exact.' }),
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
        'What became of its items between two revisions, in the order of the list; `fromRevisionNumber` may be the later one. What was changed and changed back is no change. An unknown or deleted revision is NOT_FOUND.',
      args: {
        fromRevisionNumber: t.arg.int({
          required: true,
          description: 'The number of the revision that is compared with.',
        }),
        toRevisionNumber: t.arg.int({ required: true, description: 'The number of the revision that is looked at.' }),
        kinds: t.arg({
          type: [ItemChangeKind],
          description: 'Only these kinds; all when not given. An empty list matches nothing.',
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
          description:
            'How many changes of the kinds asked for there are on all pages together. Counted when asked for.',
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
            'How many changes of each kind there are, whichever were asked for. Exact between neighbouring revisions; between others up to 100,000 are counted.',
          resolve: (diff, _args, context) => countLoader(context).load(diff),
        }),
      }),
    },
    { name: 'ItemChangeEdge' },
  ),
);
