import { openIngestSession } from '#domain/ingest/open-ingest-session.ts';
import { publishIngestSession } from '#domain/ingest/publish-ingest-session.ts';
import { itemsAt } from '#domain/items/items-at.ts';
import type { Dataset } from '#prisma/client/client.ts';
import type { IngestMode } from '#prisma/client/enums.ts';
import type { Person } from './person.ts';
import { fileOf, type LocalFile, upload } from './upload.ts';
import type { World } from './world.ts';

/** What a manifest says of an item with one text file. */
export function itemFor(key: string, file: LocalFile, changes: object = {}) {
  return { key, type: 'TEXT', assets: [{ role: 'PRIMARY', sha256: file.sha256 }], ...changes };
}

/** A manifest as a file to upload. */
export function manifestOf(content: string | readonly object[]): LocalFile {
  const text = typeof content === 'string' ? content : content.map((item) => `${JSON.stringify(item)}\n`).join('');
  return fileOf(text, { contentType: 'application/x-ndjson', filename: 'manifest.ndjson' });
}

/** Uploads files, publishes items with them in a session of their own, and answers what became of it. */
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
  if (answer.kind !== 'PublishSucceeded') throw new Error(`It was not published: ${answer.kind}.`);
  return answer;
}

/** All items of a dataset as a reader at a revision sees them, in their order. */
export function itemsOf({ databases }: World, dataset: Pick<Dataset, 'id'>, revision: number) {
  return databases.system.item.findMany({
    where: { datasetId: dataset.id, ...itemsAt(revision) },
    orderBy: { position: 'asc' },
  });
}
