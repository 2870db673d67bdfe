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
