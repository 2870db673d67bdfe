import { Prisma } from '#prisma/client/client.ts';

/**
 * Returns the condition for `annotation a` to belong to a state of an item. These are the annotations published with
 * this state, and those of reviewers. Reviewers' annotations belong to the key and have revision 0.
 */
export function annotationsOfSql(item: Prisma.Sql, withReviews: boolean): Prisma.Sql {
  const published = Prisma.sql`${item}.since_revision`;
  const revisions = withReviews ? Prisma.sql`IN (0, ${published})` : Prisma.sql`= ${published}`;
  return Prisma.sql`a.org_id = ${item}.org_id AND a.dataset_id = ${item}.dataset_id AND a.item_key = ${item}.key
    AND a.since_revision ${revisions}`;
}
