import { createHash } from 'node:crypto';
import { expect } from 'vitest';
import { newId } from '#domain/ids.ts';
import { enqueue } from '#domain/tasks.ts';
import { ask } from '#tests/kit/ask.ts';
import { mutate } from '#tests/kit/mutate.ts';
import type { Person } from '#tests/kit/person.ts';
import { itemFor, publishItems } from '#tests/kit/publish.ts';
import { fileOf } from '#tests/kit/upload.ts';
import type { JobWorld } from './job-world.ts';

export const song = fileOf('a song', { filename: 'song.txt' });
export const cry = fileOf('a cry');

export const singer = itemFor('robin', song, {
  title: 'Robin',
  tags: ['rain', 'night'],
  metadata: { place: 'Æro', count: 3, nested: { deep: [1, 2.5, null] } },
  createdAt: '2026-01-02T03:04:05.678Z',
  annotations: [
    { kind: 'TEXT_SPAN', label: 'bird', geometry: { start: 0, end: 1 } },
    { kind: 'CLASSIFICATION', label: 'song', confidence: 0.5, geometry: {} },
  ],
});

const selection = `export { id state format revisionNumber filter itemCount itemsWritten itemsExpected byteSize sha256
  requestedBy { name } signedUrl { url } data { byteSize sha256 signedUrl { url } } }`;

export interface Made {
  id: string;
  state: string;
  itemCount: number | null;
  byteSize: number | null;
  sha256: string | null;
  reason: string | null;
  signedUrl: { url: string } | null;
  data: { byteSize: number; sha256: string; signedUrl: { url: string } | null } | null;
}

const exportQuery = /* GraphQL */ `
  query ($id: ID!) {
    node(id: $id) {
      ... on DatasetExport {
        id state reason itemCount itemsWritten itemsExpected byteSize sha256 filter
        signedUrl { url }
        data { byteSize sha256 signedUrl { url } }
      }
    }
  }
`;

export const parsed = (text: string) =>
  text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>);

export function rowIdOf({ id }: { id: string }): string {
  return Buffer.from(id, 'base64').toString().split(':')[1]!;
}

/** Returns helpers for tests of exports. */
export function exportHelpers(lab: () => JobWorld) {
  /** Returns a new dataset of lumen with items that alice published. */
  async function datasetWith(items: readonly object[]) {
    const { alice, lumen, databases } = lab();
    const dataset = await databases.system.dataset.create({
      data: { id: newId(), orgId: lumen.id, slug: newId(), name: 'Heard', license: 'CC-BY-4.0', description: 'Birds.' },
    });
    await publishItems(alice, dataset.id, items, [song, cry]);
    return dataset;
  }

  async function start(person: Person, input: object): Promise<Made> {
    const { export: made, ...refusal } = await mutate(person, 'exportDataset', input, selection);
    if (!made) throw new Error(`It was refused: ${refusal.code} ${refusal.message}`);
    return made as Made;
  }

  async function look(person: Pick<Person, 'name' | 'context'>, { id }: { id: string }): Promise<Made | null> {
    return (await ask<{ node: Made | null }>(person, exportQuery, { id })).node;
  }

  /** Returns the text of a file. Checks its declared size and digest. */
  async function fetchText(file: {
    byteSize: number | null;
    sha256: string | null;
    signedUrl: { url: string } | null;
  }) {
    const response = await fetch(file.signedUrl!.url);
    expect(response.status).toBe(200);
    const bytes = Buffer.from(await response.arrayBuffer());
    expect({ byteSize: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }).toEqual({
      byteSize: file.byteSize,
      sha256: file.sha256,
    });
    return bytes.toString();
  }

  async function exported(person: Person, input: object): Promise<Record<string, unknown>[]> {
    const made = await start(person, { format: 'NDJSON', ...input });
    await lab().runJobs();
    const ready = await look(person, made);
    expect(ready?.state).toBe('READY');
    return parsed(await fetchText(ready!));
  }

  async function objectsToRemove(orgId: string): Promise<string[]> {
    const rows = await lab().databases.system.discardedObject.findMany({
      where: { orgId },
      orderBy: { objectKey: 'asc' },
    });
    return rows.map(({ objectKey }) => objectKey);
  }

  async function runJobsOf(...tasks: ('sweepExports' | 'sweepAssets')[]) {
    for (const task of tasks) {
      await enqueue(lab().databases.system, task, {});
      await lab().runJobs();
    }
  }

  return { datasetWith, start, look, fetchText, exported, objectsToRemove, runJobsOf };
}
