import type { Annotation, Item } from '#prisma/client/client.ts';
import { Prisma } from '#prisma/client/client.ts';
import type { Context } from '../context.ts';
import { encodeCursor } from '../paging/cursor.ts';
import { cutPage, type PageArguments, type PageOf, readPage, rowsOf, type WalkedRows } from '../paging/page.ts';
import { readAnnotationCursor } from './annotation-cursor.ts';
import { annotationsOfSql } from './annotations-of-sql.ts';
import { seesReviews } from './reviews.ts';

export type AnnotatedItem = Pick<Item, 'orgId' | 'datasetId' | 'key' | 'sinceRevision'>;
/** Number of annotations to read and their direction, and whether annotations of reviewers are included. */
export type AnnotationWalk = WalkedRows & { withReviews: boolean };
export type FoundAnnotation = Annotation & { cursor: string };

/**
 * Returns one page of annotations for each of several items, in two statements. The annotations published with the item
 * come first, then those of reviewers. Each group is in order of creation.
 */
export async function findAnnotations(
  { db, viewer, limits }: Pick<Context, 'db' | 'viewer' | 'limits'>,
  items: readonly AnnotatedItem[],
  input: PageArguments,
  related: Pick<Prisma.AnnotationFindManyArgs, 'include'> = {},
): Promise<PageOf<FoundAnnotation>[]> {
  const page = readPage(input, limits);
  const withReviews = seesReviews(viewer);
  const cursor = page.cursor === null ? null : readAnnotationCursor(page.cursor, page.backward ? 'before' : 'after');
  const found = await db.$queryRaw<{ id: string; place: bigint }[]>`
    SELECT a.id, k.place
    FROM unnest(
      ${items.map((item) => item.orgId)}::uuid[],
      ${items.map((item) => item.datasetId)}::uuid[],
      ${items.map((item) => item.key)}::text[],
      ${items.map((item) => item.sinceRevision)}::integer[]
    ) WITH ORDINALITY k (org_id, dataset_id, key, since_revision, place)
    CROSS JOIN LATERAL (
      ${annotationWalkSql(Prisma.raw('k'), cursor, { ...rowsOf(page), withReviews }, Prisma.sql`a.id`)}
    ) a
    ORDER BY k.place, a.id ${Prisma.raw(page.backward ? 'DESC' : 'ASC')}`;
  const rows = await db.annotation.findMany({ where: { id: { in: found.map(({ id }) => id) } }, ...related });
  const behind = await findPlacesBehind(db, items, cursor, { backward: page.backward, withReviews });
  const byId = new Map(rows.map((row) => [row.id, { ...row, cursor: encodeCursor('annotations', [row.id]) }]));
  return items.map((_item, index) =>
    cutPage(
      found.filter(({ place }) => Number(place) === index + 1).flatMap(({ id }) => byId.get(id) ?? []),
      page,
      behind.has(index + 1),
    ),
  );
}

/**
 * Returns the numbers of the items that have an annotation at the cursor or before it. For a backward page, at the
 * cursor or after it.
 */
async function findPlacesBehind(
  db: Context['db'],
  items: readonly AnnotatedItem[],
  cursor: string | null,
  page: Pick<AnnotationWalk, 'backward' | 'withReviews'>,
): Promise<ReadonlySet<number>> {
  if (cursor === null) return new Set();
  const rows = await db.$queryRaw<{ place: bigint }[]>`
    SELECT k.place
    FROM unnest(
      ${items.map((item) => item.orgId)}::uuid[],
      ${items.map((item) => item.datasetId)}::uuid[],
      ${items.map((item) => item.key)}::text[],
      ${items.map((item) => item.sinceRevision)}::integer[]
    ) WITH ORDINALITY k (org_id, dataset_id, key, since_revision, place)
    WHERE ${annotationsBehindSql(Prisma.raw('k'), cursor, page)}`;
  return new Set(rows.map(({ place }) => Number(place)));
}

/**
 * Returns SQL for whether an item has an annotation at the cursor or before it. For a backward page, at the cursor or
 * after it.
 */
export function annotationsBehindSql(
  item: Prisma.Sql,
  cursor: string,
  { backward, withReviews }: Pick<AnnotationWalk, 'backward' | 'withReviews'>,
): Prisma.Sql {
  return Prisma.sql`EXISTS (
    SELECT FROM annotation a
    WHERE ${annotationsOfSql(item, withReviews)} AND a.id ${Prisma.raw(backward ? '>=' : '<=')} ${cursor}::uuid
  )`;
}

/**
 * Returns SQL for the annotations of an item from the cursor on. Reads `rows` annotations, which is one more than the
 * page contains.
 */
export function annotationWalkSql(
  item: Prisma.Sql,
  cursor: string | null,
  { rows, backward, withReviews }: AnnotationWalk,
  columns: Prisma.Sql,
): Prisma.Sql {
  const beyond = cursor ? Prisma.sql`AND a.id ${Prisma.raw(backward ? '<' : '>')} ${cursor}::uuid` : Prisma.empty;
  return Prisma.sql`
    SELECT ${columns} FROM annotation a
    WHERE ${annotationsOfSql(item, withReviews)} ${beyond}
    ORDER BY a.id ${Prisma.raw(backward ? 'DESC' : 'ASC')} LIMIT ${Prisma.raw(String(rows))}`;
}
