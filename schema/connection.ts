import { queryFromInfo } from '@pothos/plugin-prisma';
import type { GraphQLResolveInfo } from 'graphql';
import type { Context } from '#domain/context.ts';
import type { CountedPage, PageOf } from '#domain/paging/page.ts';

/** Returns the edges and page info for a page whose rows contain their cursors. */
export function connectionOf<Row, Node>(page: PageOf<Row>, toEdge: (row: Row) => { cursor: string; node: Node }) {
  const edges = page.rows.map(toEdge);
  return {
    edges,
    pageInfo: {
      hasNextPage: page.hasNextPage,
      hasPreviousPage: page.hasPreviousPage,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

/** Returns a connection like `connectionOf`, with a function for `totalCount` that counts the list. */
export function countedConnectionOf<Row, Node>(
  page: CountedPage<Row>,
  toEdge: (row: Row) => { cursor: string; node: Node },
) {
  return { ...connectionOf(page, toEdge), count: page.count };
}

/** Value of a connection whose list can be counted. */
export type Counted = Pick<CountedPage<unknown>, 'count'>;

/** Options of the field `totalCount`. The list is counted only if the field is selected. */
export const totalCount = {
  description: 'Number of nodes on all pages together. It is exact, and counted only if selected.',
  resolve: ({ count }: Counted) => count(),
};

/** Returns the names of the types of a connection, such as `ItemConnection` and `ItemEdge`. */
export function connectionNames<Name extends string>(node: Name) {
  return [{ name: `${node}Connection` }, { name: `${node}Edge` }] as const;
}

/** Returns both paths from a connection to a field of its nodes: through `edges` and through `nodes`. */
export function nodePaths(...field: string[]): string[][] {
  return [
    ['edges', 'node', ...field],
    ['nodes', ...field],
  ];
}

/**
 * Returns the Prisma query for the relations that the request selects on the nodes of a connection. Prisma loads them
 * together with the rows, so the number of statements does not depend on the number of rows.
 */
export function relatedOfNodes(context: Context, info: GraphQLResolveInfo) {
  return queryFromInfo({ context, info, paths: nodePaths(), include: {} });
}

/**
 * Returns the Prisma query for the relations that the request selects on a field whose resolver loads the rows itself.
 */
export function relatedOf(context: Context, info: GraphQLResolveInfo) {
  return queryFromInfo({ context, info, include: {} });
}
