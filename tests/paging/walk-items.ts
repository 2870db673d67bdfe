import { expect } from 'vitest';
import { ask } from '#tests/kit/ask.ts';
import { idOf } from '#tests/kit/mutate.ts';
import type { World } from '#tests/kit/world.ts';
import { comparePlaces, type ItemRow, listOf, placeOf } from './item-model.ts';
import type { Walk } from './item-shapes.ts';
import { ItemTable } from './item-table.ts';

const pageQuery = /* GraphQL */ `
  query (
    $dataset: ID!, $first: Int, $after: String, $last: Int, $before: String, $filter: ItemFilter, $orderBy: ItemOrder, $revision: Int
  ) {
    node(id: $dataset) {
      ... on Dataset {
        items(
          first: $first, after: $after, last: $last, before: $before, filter: $filter, orderBy: $orderBy, revisionNumber: $revision
        ) {
          edges { cursor node { key } }
          pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
          totalCount
          totalCountKind
        }
      }
    }
  }
`;

interface Page {
  edges: { cursor: string; node: { key: string } }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
  totalCount: number;
  totalCountKind: string;
}

/** Amount of work of a proof. */
export interface Walked {
  pages: number;
  changes: number;
  rows: number;
}

/**
 * Reads a list from one end to the other while it changes. Expects each page of the model, with exact page info and
 * count. Items that kept their place throughout must be seen exactly once.
 */
export async function walkItems(
  made: World,
  { items, filter, orderBy, backward, pinned, steps }: Walk,
): Promise<Walked> {
  const table = await ItemTable.begin(made, items);
  const revision = pinned ? table.revision : null;
  const list = () => listOf(table.rows, revision ?? table.revision, filter, orderBy);
  const walked: Walked = { pages: 0, changes: 0, rows: 0 };
  const seen: string[] = [];
  let throughout = placesOf(list(), orderBy);
  let cursor: { text: string; row: ItemRow } | null = null;

  for (;;) {
    const { size, changes } = steps[walked.pages % steps.length]!;
    // Changes with every page could prevent the walk from ending.
    if (walked.pages < 3 * steps.length) {
      for (const change of changes) await table.apply(change, cursor?.row.key ?? null);
      walked.changes += changes.length;
    }
    const now = list();
    const places = placesOf(now, orderBy);
    throughout = new Map([...throughout].filter(([key, place]) => places.get(key) === place));

    const page = await askForPage(made, table, {
      ...(backward ? { last: size, before: cursor?.text } : { first: size, after: cursor?.text }),
      filter,
      orderBy,
      revision,
    });
    expect(page).toEqual(expectedPage(now, { size, backward, cursor: cursor?.row ?? null }, orderBy, page));
    const keys = page.edges.map(({ node }) => node.key);
    seen[backward ? 'unshift' : 'push'](...keys);
    walked.pages += 1;
    walked.rows += keys.length;
    const { hasNextPage, hasPreviousPage } = page.pageInfo;
    if (!(backward ? hasPreviousPage : hasNextPage)) break;
    const edge = page.edges.at(backward ? 0 : -1)!;
    cursor = { text: edge.cursor, row: now.find(({ key }) => key === edge.node.key)! };
  }
  const counts = [...throughout.keys()].map((key) => [key, seen.filter((each) => each === key).length]);
  expect(counts.filter(([, count]) => count !== 1)).toEqual([]);
  return walked;
}

async function askForPage(made: World, { dataset }: ItemTable, variables: object): Promise<Page> {
  const { node } = await ask<{ node: { items: Page } }>(made.bob, pageQuery, {
    dataset: idOf('Dataset', dataset),
    ...variables,
  });
  return node.items;
}

function placesOf(rows: readonly ItemRow[], order: Walk['orderBy']): Map<string, string> {
  return new Map(rows.map((row) => [row.key, placeOf(row, order)]));
}

/** Returns the expected page after a row, which may have left the list. The cursors are those of the actual page. */
function expectedPage(
  list: readonly ItemRow[],
  { size, backward, cursor }: { size: number; backward: boolean; cursor: ItemRow | null },
  order: Walk['orderBy'],
  { edges }: Page,
): Page {
  const compare = comparePlaces(order);
  const beyond = list.filter((row) => !cursor || (backward ? compare(row, cursor) < 0 : compare(row, cursor) > 0));
  const kept = backward ? beyond.slice(-size) : beyond.slice(0, size);
  const more = beyond.length > size;
  const behind = cursor !== null && beyond.length < list.length;
  return {
    edges: kept.map(({ key }, index) => ({ cursor: edges[index]?.cursor ?? 'missing', node: { key } })),
    pageInfo: {
      hasNextPage: backward ? behind : more,
      hasPreviousPage: backward ? more : behind,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    totalCount: list.length,
    totalCountKind: 'EXACT',
  };
}
