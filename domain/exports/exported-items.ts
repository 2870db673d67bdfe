import type { Db } from '#database/databases.ts';
import type { DatasetExport } from '#prisma/client/client.ts';
import { Prisma } from '#prisma/client/client.ts';
import { itemSource } from '../items/item-source.ts';
import { readFilter } from './stored-filter.ts';

// Number of items to read at a time. A line has at most one megabyte, and usually less than one kilobyte.
const itemsAtOnce = 200;
// Maximum number of positions that one statement reads, even if few items match the filter.
const positionsAtOnce = 50_000;

interface ExportedRow {
  position: bigint;
  key: string;
  type: string;
  title: string | null;
  tags: string[];
  metadata: object;
  created_at: Date;
  assets: object[] | null;
  annotations: { kind: string; label: string; confidence: number | null; geometry: object }[] | null;
}

/** An item in the form of a manifest line. Publishing this line creates the same item again. */
export type ExportedItem = ReturnType<typeof itemOf>;

/** Yields the items of an export in batches, in the order of their positions. Only one batch is in memory. */
export async function* exportedItems(
  db: Db,
  { orgId, datasetId, revision, filter, withReviews }: DatasetExport,
): AsyncGenerator<ExportedItem[]> {
  const dataset = { id: datasetId, orgId };
  const { sql, position } = await itemSource({ db }, dataset, revision, readFilter(filter), { most: itemsAtOnce });
  const last = await lastPosition(db, dataset);
  for (let from = 0n; from < last; ) {
    const to = from + BigInt(positionsAtOnce);
    const rows = await db.$queryRaw<ExportedRow[]>`
      SELECT ${position} AS position, i.key, i.type::text AS type, i.title, i.tags, i.metadata, i.created_at,
        ${assetsSql} AS assets, ${annotationsSql(withReviews)} AS annotations
      ${sql} AND ${position} > ${from} AND ${position} <= ${to}
      ORDER BY ${position} LIMIT ${itemsAtOnce}`;
    from = rows.length < itemsAtOnce ? to : rows.at(-1)!.position;
    yield rows.map(itemOf);
  }
}

async function lastPosition(db: Db, { id, orgId }: { id: string; orgId: string }): Promise<bigint> {
  const { _max } = await db.item.aggregate({ where: { orgId, datasetId: id }, _max: { position: true } });
  return _max.position ?? 0n;
}

const assetsSql = Prisma.sql`(
  SELECT jsonb_agg(
    jsonb_build_object('role', ia.role, 'sha256', a.sha256, 'contentType', a.content_type, 'filename', ia.filename)
    ORDER BY ia.role, ia.ordinal)
  FROM item_asset ia JOIN asset a ON a.org_id = ia.org_id AND a.id = ia.asset_id
  WHERE ia.org_id = i.org_id AND ia.item_id = i.id)`;

function annotationsSql(withReviews: boolean): Prisma.Sql {
  const states = withReviews ? Prisma.sql`(0, i.since_revision)` : Prisma.sql`(i.since_revision)`;
  return Prisma.sql`(
    SELECT jsonb_agg(
      jsonb_build_object('kind', n.kind, 'label', n.label, 'confidence', n.confidence, 'geometry', n.geometry) ORDER BY n.id)
    FROM annotation n
    WHERE n.org_id = i.org_id AND n.dataset_id = i.dataset_id AND n.item_key = i.key AND n.since_revision IN ${states})`;
}

function itemOf({ key, type, title, tags, metadata, created_at, assets, annotations }: ExportedRow) {
  return {
    key,
    type,
    ...(title !== null && { title }),
    ...(tags.length > 0 && { tags }),
    ...(Object.keys(metadata).length > 0 && { metadata }),
    createdAt: created_at.toISOString(),
    assets: (assets ?? []).map(withoutNull),
    ...(annotations && { annotations: annotations.map(withoutNull) }),
  };
}

function withoutNull(object: object) {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== null));
}
