import type { DatasetRevision, Prisma } from '#prisma/client/client.ts';
import type { Context } from '../context.ts';

/** Dataset and number of a revision. The number is null for a dataset without a revision. */
export interface RevisionPlace extends Pick<DatasetRevision, 'orgId' | 'datasetId'> {
  number: number | null;
}

/**
 * Returns the revision at each place, in the order of the places. Returns null if the number is null or was never
 * published. Also returns null if the viewer's link shows another revision. Takes one statement.
 */
export async function numberedRevisions(
  { db, viewer }: Pick<Context, 'db' | 'viewer'>,
  places: readonly RevisionPlace[],
  related: Pick<Prisma.DatasetRevisionFindManyArgs, 'include'> = {},
): Promise<(DatasetRevision | null)[]> {
  const pinned = viewer.share?.revision;
  const shown = places.flatMap(({ orgId, datasetId, number }) =>
    number === null || (pinned && number !== pinned) ? [] : [{ orgId, datasetId, number }],
  );
  const wanted = [...new Map(shown.map((place) => [nameOf(place), place])).values()];
  const rows = wanted.length > 0 ? await db.datasetRevision.findMany({ where: { OR: wanted }, ...related }) : [];
  const byName = new Map(rows.map((row) => [nameOf(row), row]));
  return places.map((place) => byName.get(nameOf(place)) ?? null);
}

function nameOf({ datasetId, number }: RevisionPlace): string {
  return `${datasetId} ${number}`;
}
