import { Prisma } from '#prisma/client/client.ts';

/** Returns the condition for the items that are visible at a revision. */
export function itemsAt(revision: number): Prisma.ItemWhereInput {
  return { sinceRevision: { lte: revision }, OR: [{ untilRevision: null }, { untilRevision: { gt: revision } }] };
}

/** Returns the SQL text of the condition. `row` is the alias of `item`, and `revision` is an SQL expression. */
export function visibleAtText(row: string, revision: string): string {
  return `${row}.since_revision <= ${revision} AND (${row}.until_revision IS NULL OR ${row}.until_revision > ${revision})`;
}

/** Returns the SQL of the condition, with the revision as a parameter or as SQL. */
export function visibleAtSql(row: string, revision: number | Prisma.Sql): Prisma.Sql {
  const hole = '\0';
  return new Prisma.Sql(visibleAtText(row, hole).split(hole), [revision, revision]);
}
