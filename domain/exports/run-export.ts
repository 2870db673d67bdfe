import type { Db } from '#database/databases.ts';
import type { DatasetExport } from '#prisma/client/client.ts';
import type { Context } from '../context.ts';
import { recordEvents } from '../events/record-events.ts';
import { newObjectKey } from '../ingest/uploads/object-key.ts';
import { countItems } from '../items/count-items.ts';
import { exportFormats } from './export-formats.ts';
import { underWayStates } from './export-states.ts';
import { exportedItems } from './exported-items.ts';
import { failExport } from './fail-export.ts';
import type { ItemFileKind } from './item-lines.ts';
import { readFilter } from './stored-filter.ts';
import { type WrittenObject, writeObject } from './write-object.ts';

/** Interval between two updates of the stored progress. */
const beatMilliseconds = 1_000;
/** Hours without progress after which a run counts as dead, and a sweep may delete its files. */
const abandonedAfterHours = 24;

/** Thrown if another run has taken over the export, or if the export has ended or was deleted. */
class Overtaken extends Error {}

/**
 * Writes the files of an export. If the job runs twice, even at the same time, the run that started last completes the
 * export. The files of other runs are deleted. If the revision is deleted meanwhile, the export fails.
 */
export async function runExport(
  context: Pick<Context, 'db' | 'storage'>,
  of: { orgId: string; id: string },
  signal?: AbortSignal,
): Promise<void> {
  const { db } = context;
  const begun = await begin(db, of);
  if (!begun) return;
  try {
    const { items, description } = exportFormats[begun.format];
    const lines = await writeFile(context, begun, items.contentType, countedLines(db, begun, items, signal));
    const described =
      description && (await writeFile(context, begun, description.contentType, description.write(db, begun, lines)));
    await finish(db, begun, lines, described);
  } catch (error) {
    if (!(error instanceof Overtaken)) throw error;
  }
}

/**
 * Starts a run. Returns null if there is nothing to do: the export is ready, has failed permanently, or was deleted.
 */
async function begin(db: Db, { orgId, id }: { orgId: string; id: string }): Promise<DatasetExport | null> {
  const { count } = await db.datasetExport.updateMany({
    where: { orgId, id, state: { in: underWayStates } },
    data: { state: 'RUNNING', attempt: { increment: 1 }, itemsWritten: 0 },
  });
  if (count === 0) return null;
  const begun = await db.datasetExport.findUnique({ where: { orgId_id: { orgId, id } } });
  if (!begun) return null;
  const dataset = { id: begun.datasetId, orgId };
  const expected = await countItems({ db }, dataset, begun.revision, readFilter(begun.filter));
  const itemsExpected = expected.kind === 'EXACT' ? expected.value : null;
  await db.datasetExport.updateMany({ where: claimOf(begun), data: { itemsExpected } });
  return begun;
}

type Counted = AsyncIterable<string> & { count: number };

/** Returns the lines of an export and a running count of them. Regularly stores the count as progress. */
function countedLines(db: Db, begun: DatasetExport, { print }: ItemFileKind, signal: AbortSignal | undefined): Counted {
  return {
    count: 0,
    async *[Symbol.asyncIterator]() {
      let beatAt = Date.now();
      for await (const items of exportedItems(db, begun)) {
        signal?.throwIfAborted();
        this.count += items.length;
        yield items.map(print).join('');
        if (Date.now() - beatAt < beatMilliseconds) continue;
        beatAt = Date.now();
        await beat(db, begun, this.count);
      }
    },
  };
}

async function beat(db: Db, begun: DatasetExport, itemsWritten: number): Promise<void> {
  const { count } = await db.datasetExport.updateMany({ where: claimOf(begun), data: { itemsWritten } });
  if (count === 0) throw new Overtaken();
}

interface ExportFile extends WrittenObject {
  objectKey: string;
}

/** Writes a file under a new object key. Until the export is ready, the key is registered for deletion by a sweep. */
async function writeFile<Texts extends AsyncIterable<string>>(
  { db, storage }: Pick<Context, 'db' | 'storage'>,
  { orgId }: DatasetExport,
  contentType: string,
  texts: Texts,
): Promise<ExportFile & { texts: Texts }> {
  const objectKey = newObjectKey();
  const deleteAfter = new Date(Date.now() + abandonedAfterHours * 3_600_000);
  await db.discardedObject.create({ data: { orgId, objectKey, deleteAfter } });
  const written = await writeObject(storage, { objectKey, contentType }, texts, async (multipartId) => {
    await db.discardedObject.update({ where: { orgId_objectKey: { orgId, objectKey } }, data: { multipartId } });
  });
  return { ...written, objectKey, texts };
}

async function finish(
  db: Db,
  begun: DatasetExport,
  lines: ExportFile & { texts: Counted },
  description: ExportFile | null,
): Promise<void> {
  const { orgId, id, datasetId, revision, format, requestedBy } = begun;
  const itemCount = lines.texts.count;
  const main = description ?? lines;
  const isReadable = await db.$transaction(async (tx) => {
    // A revision is marked as deleted before its rows are. If the mark is missing now, the export has read all rows.
    const [readable] = await tx.$queryRaw<object[]>`
      SELECT number FROM dataset_revision
      WHERE org_id = ${orgId}::uuid AND dataset_id = ${datasetId}::uuid AND number = ${revision} AND deleted_at IS NULL`;
    if (!readable) return false;
    const { count } = await tx.datasetExport.updateMany({
      where: claimOf(begun),
      data: {
        state: 'READY',
        finishedAt: new Date(),
        itemCount,
        itemsWritten: itemCount,
        itemsExpected: itemCount,
        objectKey: main.objectKey,
        byteSize: main.byteSize,
        sha256: main.sha256,
        ...(description && {
          dataObjectKey: lines.objectKey,
          dataByteSize: lines.byteSize,
          dataSha256: lines.sha256,
        }),
      },
    });
    if (count === 0) throw new Overtaken();
    const data = { exportId: id, revision, format, itemCount };
    await recordEvents(tx, { orgId, kind: 'EXPORT_READY', datasetId, actorId: requestedBy, data });
    const objectKeys = [main.objectKey, lines.objectKey];
    await tx.discardedObject.deleteMany({ where: { orgId, objectKey: { in: objectKeys } } });
    return true;
  });
  if (!isReadable) await failExport(db, begun, 'The revision was deleted while it was exported.');
}

function claimOf({ orgId, id, attempt }: DatasetExport) {
  return { orgId, id, attempt, state: 'RUNNING' as const };
}
