import { Prisma } from '#prisma/client/client.ts';

/** Returns the filter for the items that a reader of a revision sees. */
export function itemsAt(revision: number): Prisma.ItemWhereInput {
  return { sinceRevision: { lte: revision }, OR: [{ untilRevision: null }, { untilRevision: { gt: revision } }] };
}

/** Returns the same condition as SQL text, for a row of `item` by its name, at the revision of an SQL expression. */
export function visibleAtText(row: string, revision: string): string {
  return `${row}.since_revision <= ${revision} AND (${row}.until_revision IS NULL OR ${row}.until_revision > ${revision})`;
}

/** Returns the same condition with the revision as a parameter or as SQL. */
export function visibleAtSql(row: string, revision: number | Prisma.Sql): Prisma.Sql {
  const hole = '\0';
  return new Prisma.Sql(visibleAtText(row, hole).split(hole), [revision, revision]);
}
