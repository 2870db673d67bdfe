import { queryFromInfo } from '@pothos/plugin-prisma';
import type { GraphQLResolveInfo } from 'graphql';
import type { Context } from '#domain/context.ts';
import type { PageOf } from '#domain/paging/page.ts';

/** The edges and page info of rows that carry their cursors. */
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

/** The names of a connection's types: `ItemConnection` and `ItemEdge`. */
export function connectionNames<Name extends string>(node: Name) {
  return [{ name: `${node}Connection` }, { name: `${node}Edge` }] as const;
}

/**
 * What is asked of the nodes of a connection besides their columns: rows that were loaded with it need no further
 * statements, however many they are.
 */
export function relatedOfNodes(context: Context, info: GraphQLResolveInfo) {
  return queryFromInfo({ context, info, path: ['edges', 'node'], include: {} });
}

/** The same of what a field answers with, when its rows are loaded by hand. */
export function relatedOf(context: Context, info: GraphQLResolveInfo) {
  return queryFromInfo({ context, info, include: {} });
}
