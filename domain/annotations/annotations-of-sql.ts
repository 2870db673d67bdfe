import { Prisma } from '#prisma/client/client.ts';

/**
 * Returns the condition that `annotation a` belongs to a row of `item`. Such annotations were published with this state
 * of the item, or a reviewer created them. A reviewer's annotation has revision 0 and belongs to every state of the
 * item's key.
 */
export function annotationsOfSql(item: Prisma.Sql, withReviews: boolean): Prisma.Sql {
  const published = Prisma.sql`${item}.since_revision`;
  const revisions = withReviews ? Prisma.sql`IN (0, ${published})` : Prisma.sql`= ${published}`;
  return Prisma.sql`a.org_id = ${item}.org_id AND a.dataset_id = ${item}.dataset_id AND a.item_key = ${item}.key
    AND a.since_revision ${revisions}`;
}
