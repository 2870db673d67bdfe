import { openIngestSession } from '#domain/ingest/open-ingest-session.ts';
import { publishIngestSession } from '#domain/ingest/publish-ingest-session.ts';
import { itemsAt } from '#domain/items/items-at.ts';
import type { Dataset } from '#prisma/client/client.ts';
import type { IngestMode } from '#prisma/client/enums.ts';
import type { Person } from './person.ts';
import { fileOf, type LocalFile, upload } from './upload.ts';
import type { World } from './world.ts';

/** Returns the manifest entry of an item with one text file. */
export function itemFor(key: string, file: LocalFile, changes: object = {}) {
  return { key, type: 'TEXT', assets: [{ role: 'PRIMARY', sha256: file.sha256 }], ...changes };
}

/** Returns a manifest in the form of a file to upload. */
export function manifestOf(content: string | readonly object[]): LocalFile {
  const text = typeof content === 'string' ? content : content.map((item) => `${JSON.stringify(item)}\n`).join('');
  return fileOf(text, { contentType: 'application/x-ndjson', filename: 'manifest.ndjson' });
}

/** Uploads files and publishes items with these files in a new session. Returns the result. */
export async function publishItems(
  person: Person,
  datasetId: string,
  items: readonly object[],
  files: readonly LocalFile[],
  mode: IngestMode = 'REPLACE',
) {
  const session = await openIngestSession(await person.context(), { datasetId, mode });
  if (files.length > 0) await upload(person, session, files);
  const answer = await publishIngestSession(await person.context(), { sessionId: session.id, items });
  if (answer.kind !== 'PublishSucceeded') throw new Error(`Not published: ${answer.kind}.`);
  return answer;
}

/** Returns all items of a dataset at a revision, in order. */
export function itemsOf({ databases }: World, dataset: Pick<Dataset, 'id'>, revision: number) {
  return databases.system.item.findMany({
    where: { datasetId: dataset.id, ...itemsAt(revision) },
    orderBy: { position: 'asc' },
  });
}
