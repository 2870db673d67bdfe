import type { DatasetRevision, Prisma } from '#prisma/client/client.ts';
import type { Context } from '../context.ts';

/** The place of a revision: its dataset and its number. */
export type RevisionPlace = Pick<DatasetRevision, 'orgId' | 'datasetId' | 'number'>;

/**
 * Returns the revisions with these numbers, in the order of the places. Null for a number that was never published, and
 * for one that a pinned link does not show. Takes one statement.
 */
export async function numberedRevisions(
  { db, viewer }: Pick<Context, 'db' | 'viewer'>,
  places: readonly RevisionPlace[],
  related: Pick<Prisma.DatasetRevisionFindManyArgs, 'include'> = {},
): Promise<(DatasetRevision | null)[]> {
  const pinned = viewer.share?.revision;
  const shown = new Map(
    places.filter(({ number }) => !pinned || number === pinned).map((place) => [nameOf(place), place]),
  );
  const wanted = [...shown.values()].map(({ orgId, datasetId, number }) => ({ orgId, datasetId, number }));
  const rows = wanted.length > 0 ? await db.datasetRevision.findMany({ where: { OR: wanted }, ...related }) : [];
  const byName = new Map(rows.map((row) => [nameOf(row), row]));
  return places.map((place) => byName.get(nameOf(place)) ?? null);
}

function nameOf({ datasetId, number }: RevisionPlace): string {
  return `${datasetId} ${number}`;
}
