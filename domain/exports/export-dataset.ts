import type { Tx } from '#database/databases.ts';
import type { DatasetExport } from '#prisma/client/client.ts';
import { Prisma } from '#prisma/client/client.ts';
import type { ExportFormat } from '#prisma/client/enums.ts';
import type { Context } from '../context.ts';
import { readableRevision } from '../datasets/readable-revision.ts';
import { requireDataset } from '../datasets/require-dataset.ts';
import { Forbidden, InvalidInput, LimitExceeded } from '../errors.ts';
import { createOnce } from '../idempotency.ts';
import { checkMetadataTypes } from '../items/check-metadata-types.ts';
import { type ItemFilter, isEmptyFilter } from '../items/item-filter.ts';
import { enqueue } from '../tasks.ts';
import { underWayStates } from './export-states.ts';
import { storeFilter } from './stored-filter.ts';

export interface ExportDatasetInput {
  datasetId: string;
  format: ExportFormat;
  /** Number of the revision. Default: the current revision. */
  revision?: number | null;
  filter?: ItemFilter | null;
  withReviews?: boolean | null;
  /**
   * Idempotency key, as described at `createOnce`. A repeated call returns the export of the first call, even if a
   * newer revision is current.
   */
  idempotencyKey?: string | null;
}

/**
 * Starts a job that writes the items of a revision to a file. Everyone who may read the dataset may download the file.
 *
 * If the same caller has an equal unfinished export, returns that export, even without an idempotency key.
 */
export async function exportDataset(
  {
    db,
    viewer,
    accessLog,
    limits,
    installation,
  }: Pick<Context, 'db' | 'viewer' | 'accessLog' | 'limits' | 'installation'>,
  input: ExportDatasetInput,
): Promise<DatasetExport> {
  const dataset = await requireDataset({ db, viewer }, { id: input.datasetId });
  if (viewer.share) throw new Forbidden('Only members of the organization can export datasets.');
  const { id: datasetId, orgId } = dataset;
  const revision = await readableRevision({ db, viewer }, dataset, input.revision);
  if (revision === null) throw new InvalidInput('datasetId', 'Nothing has been published to this dataset yet.');
  const given = input.filter ?? {};
  const filter = isEmptyFilter(given) ? null : storeFilter(given);
  await checkMetadataTypes({ db }, dataset, revision, given);

  return db.$transaction(async (tx) => {
    await lockPerson(tx, orgId, viewer.userId);
    const wanted = { datasetId, revision, format: input.format, withReviews: input.withReviews ?? false };
    const given = { ...wanted, revision: input.revision ?? null, filter };
    const request = { orgId, operation: 'exportDataset', idempotencyKey: input.idempotencyKey, input: given };
    return createOnce(tx, viewer, request, {
      create: async (id) => {
        const underWay = await tx.datasetExport.findMany({
          where: { orgId, requestedBy: viewer.userId, state: { in: underWayStates } },
        });
        const same = underWay.find((row) => isSame(row, { ...wanted, filter }));
        if (same) return same;
        if (underWay.length >= limits.exportsUnderWay) {
          throw new LimitExceeded(
            limits.exportsUnderWay,
            `You can have at most ${limits.exportsUnderWay} exports in progress. Wait for one to finish.`,
          );
        }
        const made = await tx.datasetExport.create({
          data: {
            id,
            orgId,
            ...wanted,
            filter: filter ?? Prisma.DbNull,
            origin: installation.publicUrl,
            requestedBy: viewer.userId,
            expiresAt: new Date(Date.now() + limits.exportHours * 3_600_000),
          },
        });
        const detail = { requested: id, format: made.format, revision };
        await accessLog.write(tx, { orgId, action: 'EXPORT', datasetId, detail });
        await enqueue(tx, 'exportDataset', { orgId, exportId: id }, { jobKey: `exportDataset:${id}` });
        return made;
      },
      replay: (id) => tx.datasetExport.findFirst({ where: { orgId, id } }),
    });
  });
}

/**
 * Locks the exports of one person in an organization until the transaction ends, so that simultaneous requests count
 * them correctly.
 */
async function lockPerson(tx: Tx, orgId: string, userId: string | null): Promise<void> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`export:${orgId}:${userId}`}, 0))::text`;
}

type Wanted = Pick<DatasetExport, 'datasetId' | 'revision' | 'format' | 'withReviews'>;

function isSame(
  row: DatasetExport,
  { filter, ...wanted }: Wanted & { filter: Prisma.InputJsonObject | null },
): boolean {
  const names = Object.keys(wanted) as (keyof Wanted)[];
  return names.every((name) => row[name] === wanted[name]) && sorted(row.filter) === sorted(filter);
}

/**
 * Returns a value as JSON with sorted member names. PostgreSQL stores members in another order, so the order must not
 * count in a comparison.
 */
function sorted(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)))
      : inner,
  );
}
