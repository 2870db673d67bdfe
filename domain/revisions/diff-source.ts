import { keysOf } from '#formats/keys-of.ts';
import type { Dataset } from '#prisma/client/client.ts';
import { Prisma } from '#prisma/client/client.ts';
import { visibleAtSql } from '../items/items-at.ts';

export type ItemChangeKind = 'ADDED' | 'CHANGED' | 'REMOVED';

/**
 * SQL condition of each kind of change, for items that the later revision contains. Null for removed items, which it
 * does not contain.
 */
const writtenConditions: Record<ItemChangeKind, Prisma.Sql | null> = {
  ADDED: Prisma.sql`b.id IS NULL`,
  CHANGED: Prisma.sql`(b.content_hash <> a.content_hash OR b.created_at <> a.created_at)`,
  REMOVED: null,
};

export const itemChangeKinds = keysOf(writtenConditions);

export interface RevisionPair {
  from: number;
  to: number;
}

type OnPosition = (position: Prisma.Sql) => Prisma.Sql;

export const everywhere: OnPosition = () => Prisma.sql`TRUE`;

/**
 * Returns SQL for the items that were added or changed, with the columns `position`, `key`, `before_id` and `after_id`.
 * Returns null if `kinds` contains neither. Reads only rows that were written or closed between the revisions.
 */
export function writtenSource(
  dataset: Pick<Dataset, 'id' | 'orgId'>,
  { from, to }: RevisionPair,
  kinds: readonly ItemChangeKind[],
  where: OnPosition,
): Prisma.Sql | null {
  const wanted = itemChangeKinds.flatMap((kind) => (kinds.includes(kind) ? (writtenConditions[kind] ?? []) : []));
  if (wanted.length === 0) return null;
  return Prisma.sql`
    SELECT a.position, a.key, b.id AS before_id, a.id AS after_id
    FROM item a
    LEFT JOIN LATERAL (
      SELECT b.id, b.content_hash, b.created_at FROM item b
      WHERE ${isOf(dataset, before)} AND b.key = a.key AND ${visibleAtSql('b', from)} LIMIT 1
    ) b ON TRUE
    WHERE ${isOf(dataset, after)} AND ${isOnlyAt(after, to, from)} AND ${where(Prisma.sql`a.position`)}
      AND (${Prisma.join(wanted, ' OR ')})`;
}

/**
 * Returns SQL for the removed items, with the same columns as `writtenSource`. Returns null if `kinds` does not contain
 * REMOVED.
 */
export function removedSource(
  dataset: Pick<Dataset, 'id' | 'orgId'>,
  { from, to }: RevisionPair,
  kinds: readonly ItemChangeKind[],
  where: OnPosition,
): Prisma.Sql | null {
  if (!kinds.includes('REMOVED')) return null;
  return Prisma.sql`
    SELECT b.position, b.key, b.id AS before_id, NULL::uuid AS after_id
    FROM item b
    LEFT JOIN LATERAL (
      SELECT a.id FROM item a
      WHERE ${isOf(dataset, after)} AND a.key = b.key AND ${visibleAtSql('a', to)} LIMIT 1
    ) a ON TRUE
    WHERE ${isOf(dataset, before)} AND ${isOnlyAt(before, from, to)} AND ${where(Prisma.sql`b.position`)}
      AND a.id IS NULL`;
}

const before = Prisma.raw('b');
const after = Prisma.raw('a');

function isOf({ id, orgId }: Pick<Dataset, 'id' | 'orgId'>, row: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`${row}.org_id = ${orgId}::uuid AND ${row}.dataset_id = ${id}::uuid`;
}

/**
 * Returns the SQL condition that a row is visible at the revision `here` and not at `there`. If `here` is later, the
 * row was written after `there`. Otherwise, it was closed after `here`.
 */
function isOnlyAt(row: Prisma.Sql, here: number, there: number): Prisma.Sql {
  const between = (column: string, low: number, high: number) => {
    const name = Prisma.sql`${row}.${Prisma.raw(column)}`;
    // An equality lets PostgreSQL read the rows in the order of positions from an index.
    return high - low === 1 ? Prisma.sql`${name} = ${high}` : Prisma.sql`${name} > ${low} AND ${name} <= ${high}`;
  };
  return here > there
    ? Prisma.sql`${between('since_revision', there, here)} AND (${row}.until_revision IS NULL OR ${row}.until_revision > ${here})`
    : Prisma.sql`${between('until_revision', here, there)} AND ${row}.since_revision <= ${here}`;
}
