import { Prisma } from '#prisma/client/client.ts';

/** The items that a reader of a revision sees. */
export function itemsAt(revision: number): Prisma.ItemWhereInput {
  return { sinceRevision: { lte: revision }, OR: [{ untilRevision: null }, { untilRevision: { gt: revision } }] };
}

/** The same as text of SQL: the condition on a row of `item`, by its name, at the revision of an SQL expression. */
export function visibleAtText(row: string, revision: string): string {
  return `${row}.since_revision <= ${revision} AND (${row}.until_revision IS NULL OR ${row}.until_revision > ${revision})`;
}

/** The same with the revision as a parameter, or as SQL of its own. */
export function visibleAtSql(row: string, revision: number | Prisma.Sql): Prisma.Sql {
  const hole = '\0';
  return new Prisma.Sql(visibleAtText(row, hole).split(hole), [revision, revision]);
}
