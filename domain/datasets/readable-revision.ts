import type { Dataset } from '#prisma/client/client.ts';
import { Prisma } from '#prisma/client/client.ts';
import { revisionFor } from '../access/visible-to.ts';
import type { Context } from '../context.ts';
import { NotFound } from '../errors.ts';
import type { Viewer } from '../viewer.ts';

/**
 * Returns the revision to read of a dataset that the viewer may see: the requested or the current one. Returns null if
 * the dataset has none yet. Throws `NotFound` for a number that was never published or whose rows were deleted.
 */
export async function readableRevision(
  { db, viewer }: Pick<Context, 'db' | 'viewer'>,
  dataset: Pick<Dataset, 'id' | 'orgId' | 'revision'>,
  asked: number | null | undefined,
): Promise<number | null> {
  const offered = revisionFor(viewer, dataset);
  if (asked == null || asked === offered) return offered;
  const { readable } = readableRevisionSql(viewer, Prisma.sql`d`, asked);
  const found = await db.$queryRaw<unknown[]>`
    SELECT d.id FROM dataset d
    WHERE d.org_id = ${dataset.orgId}::uuid AND d.id = ${dataset.id}::uuid AND ${readable ?? Prisma.sql`TRUE`}`;
  if (found.length === 0) throw new NotFound('revision');
  return asked;
}

/**
 * Returns SQL for the rule of `readableRevision`, to use in a larger statement. `number` is null before the first
 * revision. If `readable` is false, the dataset must be treated as not found.
 */
export function readableRevisionSql(
  viewer: Viewer,
  dataset: Prisma.Sql,
  asked: number | null | undefined,
): { number: Prisma.Sql; readable: Prisma.Sql | null } {
  const pinned = viewer.share?.revision;
  if (pinned) {
    if (asked != null && asked !== pinned) throw new NotFound('revision');
    return { number: Prisma.sql`${pinned}::integer`, readable: null };
  }
  if (asked == null) return { number: Prisma.sql`${dataset}.revision`, readable: null };
  return {
    number: Prisma.sql`${asked}::integer`,
    readable: Prisma.sql`(${dataset}.revision = ${asked} OR EXISTS (
      SELECT FROM dataset_revision r
      WHERE r.org_id = ${dataset}.org_id AND r.dataset_id = ${dataset}.id AND r.number = ${asked} AND r.deleted_at IS NULL
    ))`,
  };
}
