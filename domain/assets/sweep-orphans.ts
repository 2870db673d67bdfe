import pMap from 'p-map';
import type { Db } from '#database/databases.ts';
import { valuesSql } from '#database/values-sql.ts';
import type { Context } from '../context.ts';
import { outstandingStates } from '../ingest/uploads/upload-states.ts';
import type { ListedMultipart, Storage } from '../storage.ts';

const graceHours = 24;
const concurrency = 16;
const marks = 'deployments/';
/** Format of the object keys that Vitrine creates. Other objects in the bucket are never deleted. */
const ourKey = /^(?:org\/)?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export interface SweepOrphansOptions {
  /** Hours for which an object without a row is kept. A new object gets its row within this time. */
  graceHours?: number;
  signal?: AbortSignal;
}

export interface SweptOrphans {
  objects: number;
  multiparts: number;
  /**
   * Number of other Vitrine deployments that use the same bucket. If it is not 0, nothing is deleted, because objects
   * may belong to them.
   */
  others: number;
}

/**
 * Deletes the objects that no database row refers to, in all organizations. A killed process, or a deleted dataset or
 * organization, can leave such objects. Also aborts multipart uploads that belong to no expected file.
 *
 * Lists the bucket page by page, and looks up the keys of each page in the database. Keeps objects that are younger
 * than the grace period, so current uploads and publishes are safe.
 */
export async function sweepOrphans(
  { system, storage }: Pick<Context, 'system' | 'storage'>,
  { graceHours: grace = graceHours, signal }: SweepOrphansOptions = {},
): Promise<SweptOrphans> {
  const others = await countOthers(system, storage);
  if (others > 0) return { objects: 0, multiparts: 0, others };
  const graceBegan = new Date(Date.now() - grace * 3_600_000);
  const multiparts = await sweepMultiparts({ system, storage }, graceBegan, signal);
  const objects = await sweepObjects({ system, storage }, graceBegan, signal);
  return { objects, multiparts, others };
}

/** Writes the marker object of this deployment to the bucket. Returns the number of markers of other deployments. */
async function countOthers(system: Db, storage: Storage): Promise<number> {
  const { id } = await system.deployment.findFirstOrThrow();
  const own = `${marks}${id}`;
  const found = (await storage.listObjects({ prefix: marks, after: null })).map(({ objectKey }) => objectKey);
  if (!found.includes(own)) {
    await storage.write({
      objectKey: own,
      contentType: 'text/plain',
      bytes: Buffer.from(`${new Date().toISOString()}\n`),
    });
  }
  return found.filter((objectKey) => objectKey !== own).length;
}

async function sweepObjects(
  { system, storage }: Pick<Context, 'system' | 'storage'>,
  graceBegan: Date,
  signal?: AbortSignal,
): Promise<number> {
  let removed = 0;
  for (let after: string | null = null; ; ) {
    signal?.throwIfAborted();
    const page = await storage.listObjects({ after });
    if (page.length === 0) return removed;
    after = page.at(-1)!.objectKey;
    const old = page.filter(({ objectKey, storedAt }) => ourKey.test(objectKey) && storedAt < graceBegan);
    const orphans = await withoutRow(
      system,
      old.map(({ objectKey }) => objectKey),
    );
    await storage.delete(orphans);
    removed += orphans.length;
  }
}

/** Returns the keys that no row refers to. A file of an open session has a row before its bytes are sent. */
async function withoutRow(system: Db, objectKeys: readonly string[]): Promise<string[]> {
  if (objectKeys.length === 0) return [];
  const rows = await system.$queryRaw<{ key: string }[]>`
    SELECT key FROM unnest(${objectKeys}::text[]) AS key
    WHERE NOT EXISTS (SELECT FROM asset WHERE object_key = key)
      AND NOT EXISTS (SELECT FROM upload WHERE object_key = key AND state IN ${valuesSql(outstandingStates)})
      AND NOT EXISTS (SELECT FROM discarded_object WHERE object_key = key)
      AND NOT EXISTS (SELECT FROM ingest_session WHERE report_object_key = key)
      AND NOT EXISTS (SELECT FROM dataset_export WHERE object_key = key OR data_object_key = key)`;
  return rows.map(({ key }) => key);
}

async function sweepMultiparts(
  { system, storage }: Pick<Context, 'system' | 'storage'>,
  graceBegan: Date,
  signal?: AbortSignal,
): Promise<number> {
  let dropped = 0;
  for (let after: ListedMultipart | null = null; ; ) {
    signal?.throwIfAborted();
    const page: ListedMultipart[] = await storage.listMultiparts({ after });
    if (page.length === 0) return dropped;
    after = page.at(-1)!;
    const old = page.filter(({ objectKey, startedAt }) => ourKey.test(objectKey) && startedAt < graceBegan);
    const awaited = await system.upload.findMany({
      where: { state: 'EXPECTED', multipartId: { in: old.map(({ uploadId }) => uploadId) } },
      select: { multipartId: true },
    });
    const kept = new Set(awaited.map(({ multipartId }) => multipartId));
    const orphans = old.filter(({ uploadId }) => !kept.has(uploadId));
    await pMap(orphans, ({ objectKey, uploadId }) => storage.abortMultipart(objectKey, uploadId), { concurrency });
    dropped += orphans.length;
  }
}
