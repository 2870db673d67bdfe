import { queryFromInfo } from '@pothos/plugin-prisma';
import type { Highlight as HighlightShape } from '#domain/search/find-highlights.ts';
import { findMoments } from '#domain/search/find-moments.ts';
import { highlightPart } from '#domain/search/highlight.ts';
import { countSearchResults, type SearchInput, search } from '#domain/search/search.ts';
import type { SearchKind as SearchKindName } from '#domain/search/search-source.ts';
import { parseQuery } from '#formats/text/query.ts';
import type { Item as ItemRow, TranscriptSegment as SegmentRow } from '#prisma/client/client.ts';
import { builder } from './builder.ts';
import { connectionOf, nodePaths } from './connection.ts';
import { CountKind } from './count-kind.ts';
import { Highlight, itemHighlights } from './highlight.ts';
import { Item } from './item.ts';
import { loaderPerRequest } from './loader.ts';
import { TranscriptSegment } from './transcript-segment.ts';

interface Found {
  item: Pick<ItemRow, 'id' | 'orgId'>;
  /** Segment of the transcript that matches. Null if the item itself matches. */
  segment: SegmentRow | null;
  words: string;
}

const countLoader = loaderPerRequest((context, inputs: readonly SearchInput[]) =>
  Promise.all([...inputs].map((input) => countSearchResults(context, input))),
);

const SearchResult = builder.interfaceRef<Found>('SearchResult').implement({
  description: 'Item or moment that a search has found.',
  authScopes: ({ item }) => ({ member: item.orgId }),
  resolveType: ({ segment }) => (segment ? 'TranscriptMatch' : 'ItemMatch'),
  fields: (t) => ({
    item: t.field({
      type: Item,
      description: 'Item that was found, or that contains the moment.',
      resolve: ({ item }) => item as ItemRow,
    }),
    highlights: t.field({
      type: [Highlight],
      description: 'Texts with the words that were searched for.',
      resolve: ({ item, segment, words }, _args, context): Promise<HighlightShape[]> | HighlightShape[] =>
        segment
          ? [{ field: 'TRANSCRIPT', fragments: highlightPart(segment.text, parseQuery(words)) }]
          : itemHighlights(context, { words }).load(item.id),
    }),
  }),
});

builder.objectRef<Found>('ItemMatch').implement({
  description: 'Item that has the words in its title, key, tags, text and transcript together.',
  interfaces: [SearchResult],
  authScopes: ({ item }) => ({ member: item.orgId }),
});

builder.objectRef<Found>('TranscriptMatch').implement({
  description: 'Moment of an item at which the words are spoken.',
  interfaces: [SearchResult],
  authScopes: ({ item }) => ({ member: item.orgId }),
  fields: (t) => ({
    segment: t.field({
      type: TranscriptSegment,
      description: 'Segment of the transcript at this moment.',
      resolve: ({ segment }) => segment!,
    }),
  }),
});

const SearchKind = builder.enumType('SearchKind', {
  description: 'Kind of search result.',
  values: {
    ITEM: {
      description:
        'Items, by title, key, tags, text and transcript. An item with all the words at one moment of its transcript, and none elsewhere, is found as that moment.',
    },
    TRANSCRIPT: { description: 'Moments of transcripts, by their words.' },
  } satisfies Record<SearchKindName, object>,
});

builder.queryField('search', (t) =>
  t.connection(
    {
      type: SearchResult,
      authScopes: { authenticated: true },
      description:
        'Items and moments with some words, in all current revisions that the viewer may see, the best first. Of very common words, at most about 10,000 items and 10,000 moments of an organization are ranked.',
      args: {
        query: t.arg.string({
          required: true,
          description:
            'Words that the item has in any of its fields, at most 500 characters. The last may be a beginning. `"…"` keeps words together, `or` gives a choice, `-` excludes. Case and accents do not matter, but the exact spelling comes first. Exclusions alone find nothing.',
        }),
        organizationSlug: t.arg.string({
          description: 'Slug of the organization to search. Default: all organizations of the viewer.',
        }),
        kinds: t.arg({
          type: [SearchKind],
          description: 'Kinds of results to find. Default: all. An empty list matches nothing.',
        }),
      },
      resolve: async (_root, args, context, info) => {
        const page = await search(context, args);
        const query = queryFromInfo({
          context,
          info,
          paths: nodePaths('item'),
          select: { id: true, orgId: true },
        });
        const ids = [...new Set(page.rows.map(({ itemId }) => itemId))];
        const [items, segments] = await Promise.all([
          ids.length > 0 ? context.db.item.findMany({ ...query, where: { id: { in: ids } } }) : [],
          findMoments(
            context,
            page.rows.flatMap(({ moment }) => moment ?? []),
          ),
        ]);
        const itemsById = new Map(items.map((item) => [item.id, item]));
        const said = new Map(segments.map((segment) => [placeOf(segment), segment]));
        // Omits results whose row was replaced between the two statements.
        const rows = page.rows.flatMap(({ itemId, moment, cursor }) => {
          const item = itemsById.get(itemId);
          const segment = moment ? said.get(placeOf(moment)) : null;
          return item && segment !== undefined ? [{ cursor, node: { item, segment, words: args.query } }] : [];
        });
        return { ...connectionOf({ ...page, rows }, (row) => row), input: args };
      },
    },
    {
      name: 'SearchResultConnection',
      fields: (connection) => ({
        totalCount: connection.int({
          description:
            'Number of results on all pages together, with the precision in `totalCountKind`. It is counted only if selected.',
          resolve: async ({ input }, _args, context) => (await countLoader(context).load(input)).value,
        }),
        totalCountKind: connection.field({
          type: CountKind,
          description: 'Precision of `totalCount`: a lower bound for very common words.',
          resolve: async ({ input }, _args, context) => (await countLoader(context).load(input)).kind,
        }),
      }),
    },
    { name: 'SearchResultEdge' },
  ),
);

function placeOf({ assetId, ordinal }: { assetId: string; ordinal: number }) {
  return `${assetId} ${ordinal}`;
}
