import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test, vi } from 'vitest';
import { StorageDown } from '#domain/errors.ts';
import { runExport } from '#domain/exports/run-export.ts';
import { recogniseShareLink } from '#domain/identity/recognise.ts';
import { newId } from '#domain/ids.ts';
import { publishIngestSession } from '#domain/ingest/publish-ingest-session.ts';
import { createShareLink } from '#domain/sharing/create-share-link.ts';
import { enqueue } from '#domain/tasks.ts';
import { ask } from '#tests/kit/ask.ts';
import { idOf, mutate } from '#tests/kit/mutate.ts';
import { contextOf, type Person } from '#tests/kit/person.ts';
import { itemFor, manifestOf, publishItems } from '#tests/kit/publish.ts';
import { seedItems } from '#tests/kit/seed-items.ts';
import { fileOf, sessionWith } from '#tests/kit/upload.ts';
import { openQueuePool } from './queue-pool.ts';
import { recoverJobs } from './recover-jobs.ts';
import { runJobsOnce } from './run-jobs-once.ts';
import { deferred } from './testing/deferred.ts';
import { jobWorldOfFile } from './testing/job-world.ts';

const lab = jobWorldOfFile();
const song = fileOf('a song', { filename: 'song.txt' });
const cry = fileOf('a cry');

const singer = itemFor('robin', song, {
  title: 'Robin',
  tags: ['rain', 'night'],
  metadata: { place: 'Æro', count: 3, nested: { deep: [1, 2.5, null] } },
  createdAt: '2026-01-02T03:04:05.678Z',
  annotations: [
    { kind: 'TEXT_SPAN', label: 'bird', geometry: { start: 0, end: 1 } },
    { kind: 'CLASSIFICATION', label: 'song', confidence: 0.5, geometry: {} },
  ],
});

/** A new dataset of lumen with things published by alice. */
async function datasetWith(items: readonly object[]) {
  const { alice, lumen, databases } = lab();
  const dataset = await databases.system.dataset.create({
    data: { id: newId(), orgId: lumen.id, slug: newId(), name: 'Heard', license: 'CC-BY-4.0', description: 'Birds.' },
  });
  await publishItems(alice, dataset.id, items, [song, cry]);
  return dataset;
}

const selection = `export { id state format revision filter itemCount itemsWritten itemsExpected byteSize sha256
  requestedBy { name } signedUrl { url } data { byteSize sha256 signedUrl { url } } }`;

interface Made {
  id: string;
  state: string;
  itemCount: number | null;
  byteSize: number | null;
  sha256: string | null;
  reason: string | null;
  signedUrl: { url: string } | null;
  data: { byteSize: number; sha256: string; signedUrl: { url: string } | null } | null;
}

async function start(person: Person, input: object): Promise<Made> {
  const { export: made, ...refusal } = await mutate(person, 'exportDataset', input, selection);
  if (!made) throw new Error(`It was refused: ${refusal.code} ${refusal.message}`);
  return made as Made;
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

async function look(person: Pick<Person, 'name' | 'context'>, { id }: { id: string }): Promise<Made | null> {
  return (await ask<{ node: Made | null }>(person, exportQuery, { id })).node;
}

/** The text of a file, which is as large as was said and has the digest that was said. */
async function fetchText(file: { byteSize: number | null; sha256: string | null; signedUrl: { url: string } | null }) {
  const response = await fetch(file.signedUrl!.url);
  expect(response.status).toBe(200);
  const bytes = Buffer.from(await response.arrayBuffer());
  expect({ byteSize: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }).toEqual({
    byteSize: file.byteSize,
    sha256: file.sha256,
  });
  return bytes.toString();
}

const parsed = (text: string) =>
  text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>);

async function exported(person: Person, input: object): Promise<Record<string, unknown>[]> {
  const made = await start(person, { format: 'NDJSON', ...input });
  await lab().runJobs();
  const ready = await look(person, made);
  expect(ready?.state).toBe('READY');
  return parsed(await fetchText(ready!));
}

test('bob exports what alice published, in the form she published it', async () => {
  const { alice, bob, runJobs, birds } = lab();
  await publishItems(alice, birds.id, [singer, itemFor('wren', cry)], [song, cry]);
  const made = await start(bob, { dataset: idOf('Dataset', birds), format: 'NDJSON' });
  expect(made).toMatchObject({ state: 'QUEUED', revision: 1, filter: null, itemCount: null, signedUrl: null });
  expect(made).toMatchObject({ requestedBy: { name: 'bob' } });

  await runJobs();
  const ready = await look(bob, made);
  expect(ready).toMatchObject({ state: 'READY', itemCount: 2, itemsWritten: 2, itemsExpected: 2, data: null });
  const lines = parsed(await fetchText(ready!));
  expect(lines[0]).toEqual({
    ...singer,
    assets: [{ role: 'PRIMARY', sha256: song.sha256, contentType: 'text/plain', filename: 'song.txt' }],
  });
  expect(lines[1]).toMatchObject({ key: 'wren', type: 'TEXT', assets: [{ role: 'PRIMARY', sha256: cry.sha256 }] });
});

test('what is published from an export is exported to the same bytes', async () => {
  const { alice, lumen, databases, runJobs } = lab();
  const from = await datasetWith([singer, itemFor('wren', cry)]);
  const made = await start(alice, { dataset: idOf('Dataset', from), format: 'NDJSON' });
  await runJobs();
  const text = await fetchText((await look(alice, made))!);

  const to = await databases.system.dataset.create({
    data: { id: newId(), orgId: lumen.id, slug: newId(), name: 'Copy' },
  });
  const manifest = manifestOf(text);
  const publish = async () => {
    const { id } = await sessionWith(alice, to.id, [manifest]);
    return publishIngestSession(await alice.context(), { sessionId: id, manifestSha256: manifest.sha256 });
  };
  expect(await publish()).toMatchObject({ kind: 'PublishSucceeded', noop: false });
  const again = await start(alice, { dataset: idOf('Dataset', to), format: 'NDJSON' });
  await runJobs();
  expect(await fetchText((await look(alice, again))!)).toBe(text);
  expect(await publish()).toMatchObject({ kind: 'PublishSucceeded', noop: true });
});

const apiQuery = /* GraphQL */ `
  query ($id: ID!, $revision: Int, $filter: ItemFilter, $after: String) {
    node(id: $id) {
      ... on Dataset {
        items(first: 20, after: $after, revision: $revision, filter: $filter) {
          edges { node {
            key type title tags metadata createdAt
            assets { role sha256 contentType filename derived }
            annotations(first: 100) { edges { node { kind label confidence geometry source } } }
          } }
          pageInfo { hasNextPage endCursor }
        }
      }
    }
  }
`;

interface ApiItem {
  key: string;
  type: string;
  title: string | null;
  tags: string[];
  metadata: object;
  createdAt: string;
  assets: { derived: boolean; filename: string | null; [field: string]: unknown }[];
  annotations: { edges: { node: { source: string; confidence: number | null; [field: string]: unknown } }[] };
}

/** What the API gives of a dataset, as lines. */
async function asked(person: Person, id: string, variables: { revision?: number; filter?: object; reviews?: boolean }) {
  const lines: object[] = [];
  for (let after: string | null = null; ; ) {
    interface Page {
      node: { items: { edges: { node: ApiItem }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } };
    }
    const { node }: Page = await ask<Page>(person, apiQuery, { id, ...variables, after });
    for (const { node: item } of node.items.edges) {
      const annotations = item.annotations.edges
        .filter(({ node: { source } }) => variables.reviews || source === 'PUBLISHER')
        .map(({ node: { source: _source, confidence, ...rest } }) => ({
          ...rest,
          ...(confidence !== null && { confidence }),
        }));
      lines.push({
        key: item.key,
        type: item.type,
        ...(item.title !== null && { title: item.title }),
        ...(item.tags.length > 0 && { tags: item.tags }),
        ...(Object.keys(item.metadata).length > 0 && { metadata: item.metadata }),
        createdAt: item.createdAt,
        assets: item.assets
          .filter(({ derived }) => !derived)
          .map(({ derived: _derived, filename, ...asset }) => ({ ...asset, ...(filename !== null && { filename }) })),
        ...(annotations.length > 0 && { annotations }),
      });
    }
    if (!node.items.pageInfo.hasNextPage) return lines;
    after = node.items.pageInfo.endCursor;
  }
}

test('an export holds what the API gives at that revision under that filter', async () => {
  const { alice, bob, databases } = lab();
  const many = Array.from({ length: 450 }, (_, index) =>
    itemFor(`k${index}`, index % 2 ? song : cry, {
      tags: index % 3 ? ['odd'] : ['rain'],
      createdAt: `2026-01-${String((index % 28) + 1).padStart(2, '0')}T00:00:00Z`,
      metadata: { index },
    }),
  );
  const dataset = await datasetWith(many);
  const id = idOf('Dataset', dataset);
  await publishItems(
    alice,
    dataset.id,
    many.slice(10).map((item, index) => ({ ...item, title: `T${index}` })),
    [],
  );
  const item = await databases.system.item.findFirstOrThrow({ where: { datasetId: dataset.id, key: 'k200' } });
  await mutate(bob, 'createAnnotation', {
    item: idOf('Item', item),
    kind: 'CLASSIFICATION',
    label: 'seen',
    geometry: {},
  });

  const cases: { revision?: number; filter?: object; reviews?: boolean }[] = [
    {},
    { revision: 1 },
    { revision: 1, filter: { tags: { all: ['rain'] } } },
    { filter: { text: 'T4' } },
    {
      filter: { or: [{ metadata: [{ path: ['index'], range: { gte: 440 } }] }, { annotation: { label: 'seen' } }] },
      reviews: true,
    },
    {
      filter: {
        and: [{ createdAt: { from: '2026-01-03T00:00:00Z', before: '2026-01-05T00:00:00Z' } }],
        not: { tags: { all: ['rain'] } },
      },
    },
    { filter: { tags: { all: ['nothing'] } } },
  ];
  const counts: number[] = [];
  for (const { reviews, ...which } of cases) {
    const lines = await exported(bob, { dataset: id, ...which, withReviews: reviews ?? false });
    counts.push(lines.length);
    expect(lines).toEqual(await asked(bob, id, { ...which, reviews }));
  }
  expect(counts).toEqual([440, 450, 150, 51, 11, 20, 0]);
});

test('a Croissant description has all that version 1.0 requires, and its records are those of the file beside it', async () => {
  const { bob, runJobs } = lab();
  const dataset = await datasetWith([singer, itemFor('wren', cry)]);
  const made = await start(bob, { dataset: idOf('Dataset', dataset), format: 'CROISSANT' });
  expect(made.data).toBeNull();
  await runJobs();
  const ready = (await look(bob, made))!;
  const lines = parsed(await fetchText(ready.data!));
  expect(lines.map(({ key }) => key)).toEqual(['robin', 'wren']);
  const croissant = JSON.parse(await fetchText(ready)) as Croissant;

  // Croissant 1.0, "Dataset-level information", required properties.
  for (const property of ['@context', 'description', 'license', 'name', 'url', 'creator', 'datePublished'] as const) {
    expect(croissant[property], property).toBeTruthy();
  }
  expect(croissant).toMatchObject({
    '@type': 'sc:Dataset',
    'dct:conformsTo': 'http://mlcommons.org/croissant/1.0',
    license: 'https://spdx.org/licenses/CC-BY-4.0.html',
    url: `https://vitrine.example/o/lumen/d/${dataset.slug}@1`,
    version: '1.0.0',
    keywords: ['night', 'rain'],
  });
  // "Resources": files and sets of files, each with an id and a format; files with an address and a digest.
  const ids = croissant.distribution.map((resource) => resource['@id']);
  expect(new Set(ids).size).toBe(ids.length);
  for (const resource of croissant.distribution) {
    expect(['cr:FileObject', 'cr:FileSet']).toContain(resource['@type']);
    expect(resource.encodingFormat).toMatch(/^\w+\/[\w.+-]+$/);
    if (resource['@type'] === 'cr:FileObject') expect(resource).toMatchObject({ contentUrl: resource.name });
    else expect(resource.includes).toBeTruthy();
  }
  const { data } = ready;
  expect(croissant.distribution[0]).toMatchObject({ sha256: data!.sha256, contentSize: `${data!.byteSize} B` });
  expect(data!.signedUrl!.url).toContain(encodeURIComponent(`filename="${ids[0]}"`));
  // "RecordSets": each field is named within its set, has a type, and comes from a resource that is there.
  const contextTerms = Object.keys(croissant['@context']);
  for (const set of croissant.recordSet) {
    expect(set['@type']).toBe('cr:RecordSet');
    const fields = set.field.flatMap((field) => [field, ...(field.subField ?? [])]);
    expect(fields.map((field) => field['@id'])).toContain(set.key['@id']);
    for (const field of fields) {
      expect(field['@type']).toBe('cr:Field');
      expect(field['@id']).toMatch(new RegExp(`^${set['@id']}/`));
      expect(field.dataType).toMatch(/^(sc|cr):\w+$/);
      const resource = field.source.fileObject ?? field.source.fileSet;
      expect(ids).toContain(resource?.['@id']);
      for (const term of Object.keys(field.source.extract)) expect(contextTerms).toContain(term);
    }
  }
  // What a line has is described.
  const described = croissant.recordSet[0]!.field;
  expect(Object.keys(lines[0]!).sort()).toEqual(described.map(({ name }) => name).sort());
  for (const { name, subField } of described) {
    const [first] = [lines[0]![name]].flat();
    if (subField)
      expect(subField.map((field) => field.name)).toEqual(expect.arrayContaining(Object.keys(first as object)));
  }
});

interface CroissantField {
  '@type': string;
  '@id': string;
  name: string;
  dataType: string;
  source: { fileObject?: { '@id': string }; fileSet?: { '@id': string }; extract: object };
  subField?: CroissantField[];
}

interface Croissant extends Record<'description' | 'license' | 'name' | 'url' | 'datePublished', string> {
  '@context': object;
  creator: object;
  distribution: { '@type': string; '@id': string; name: string; encodingFormat: string; includes?: string }[];
  recordSet: { '@type': string; '@id': string; key: { '@id': string }; field: CroissantField[] }[];
}

test('members may export and fetch; strangers find nothing, and a share link exports nothing', async () => {
  const { alice, bob, mallory, runJobs, databases } = lab();
  const dataset = await datasetWith([singer]);
  const id = idOf('Dataset', dataset);
  const made = await start(alice, { dataset: id, format: 'NDJSON' });
  await runJobs();
  expect((await look(bob, made))?.signedUrl).not.toBeNull();
  expect(await look(mallory, made)).toBeNull();
  expect(await mutate(mallory, 'exportDataset', { dataset: id, format: 'NDJSON' })).toMatchObject({
    code: 'NOT_FOUND',
  });

  const { secret } = await createShareLink(await alice.context(), { datasetId: dataset.id, name: 'for a guest' });
  const guest = {
    name: 'a guest',
    context: async () => contextOf(lab(), await recogniseShareLink({ systemPool: databases.systemPool }, secret)),
  };
  expect(await look(guest, made)).toBeNull();
  expect(await mutate(guest, 'exportDataset', { dataset: id, format: 'NDJSON' })).toMatchObject({ code: 'FORBIDDEN' });
});

test('who may no longer read the dataset gets no address of its exports', async () => {
  const { bob, ada, runJobs } = lab();
  const dataset = await datasetWith([singer]);
  const id = idOf('Dataset', dataset);
  const made = await start(bob, { dataset: id, format: 'NDJSON' });
  await runJobs();
  expect((await look(bob, made))?.signedUrl).not.toBeNull();
  await mutate(ada, 'updateDataset', { dataset: id, visibility: 'RESTRICTED' });
  expect(await look(bob, made)).toBeNull();
  const mine = await ask<{ viewer: { exports: { edges: { node: { id: string } }[] } } }>(
    bob,
    '{ viewer { exports { edges { node { id } } } } }',
  );
  expect(mine.viewer.exports.edges.map(({ node }) => node.id)).not.toContain(made.id);
  expect((await look(ada, made))?.signedUrl).not.toBeNull();
});

test('each address handed out stands in the access log as an export, and so does the request', async () => {
  const { bob, runJobs, databases } = lab();
  const dataset = await datasetWith([singer]);
  const made = await start(bob, { dataset: idOf('Dataset', dataset), format: 'CROISSANT' });
  await runJobs();
  await look(bob, made);
  const entries = await databases.system.accessLog.findMany({
    where: { datasetId: dataset.id, action: 'EXPORT' },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
  });
  const rowId = rowIdOf(made);
  const what = { format: 'CROISSANT', revision: 1 };
  expect(entries.map(({ userId, detail }) => ({ userId, detail }))).toEqual([
    { userId: bob.userId, detail: { requested: rowId, ...what } },
    { userId: bob.userId, detail: { export: rowId, ...what } },
    { userId: bob.userId, detail: { export: rowId, ...what } },
  ]);
});

test('asking again while an export is under way answers the same one; too many at a time are refused', async () => {
  const { bob, limits } = lab();
  const dataset = idOf('Dataset', await datasetWith([singer]));
  const filterOf = (index: number) => ({ types: ['TEXT'], tags: { all: [`t${index}`] } });
  const made = await Promise.all(
    Array.from({ length: 4 }, () => start(bob, { dataset, format: 'NDJSON', filter: filterOf(0) })),
  );
  expect(new Set(made.map(({ id }) => id)).size).toBe(1);
  for (let index = 1; index < limits.exportsUnderWay; index += 1) {
    await start(bob, { dataset, format: 'NDJSON', filter: filterOf(index) });
  }
  const outcome = await mutate(bob, 'exportDataset', { dataset, format: 'NDJSON' });
  expect(outcome).toMatchObject({ __typename: 'LimitExceeded', code: 'LIMIT_EXCEEDED' });
  await lab().runJobs();
  await start(bob, { dataset, format: 'NDJSON' });
  await lab().runJobs();
});

test('what cannot be exported is refused in words', async () => {
  const { alice, lumen, databases } = lab();
  const draft = await databases.system.dataset.create({
    data: { id: newId(), orgId: lumen.id, slug: newId(), name: 'Draft' },
  });
  const refused = (input: object) => mutate(alice, 'exportDataset', { format: 'NDJSON', ...input });
  expect(await refused({ dataset: idOf('Dataset', draft) })).toMatchObject({ code: 'INVALID_INPUT' });
  const dataset = idOf('Dataset', await datasetWith([singer]));
  expect(await refused({ dataset, revision: 9 })).toMatchObject({ code: 'NOT_FOUND' });
  expect(await refused({ dataset, filter: { metadata: [{ path: [], exists: true }] } })).toMatchObject({
    code: 'INVALID_INPUT',
  });
});

test('an export of which the worker is killed is made by the next, and what the dead one wrote is removed', async () => {
  const { bob, databases, storage, store, connectionString, runJobs, surroundings } = lab();
  const dataset = await datasetWith([singer]);
  const made = await start(bob, { dataset: idOf('Dataset', dataset), format: 'CROISSANT' });
  const script = fileURLToPath(new URL('testing/endless-exporter.ts', import.meta.url));
  const parameters = ['--import', 'tsx', script, connectionString, JSON.stringify(store.settings)];
  const victim = spawn(process.execPath, parameters, { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void victim.kill('SIGKILL'));
  await once(victim.stdout, 'data');
  expect(await look(bob, made)).toMatchObject({ state: 'RUNNING', signedUrl: null });
  victim.kill('SIGKILL');
  await once(victim, 'exit');
  const left = await objectsToRemove(dataset.orgId);
  expect(left.length).toBeGreaterThanOrEqual(2);

  await databases.system
    .$executeRaw`UPDATE graphile_worker._private_jobs SET locked_at = locked_at - interval '1 minute'`;
  const pool = openQueuePool(connectionString, 2);
  await vi.waitFor(async () => expect(await recoverJobs(pool, async () => {})).toBe(1), { timeout: 30_000 });
  await pool.end();
  await runJobs();
  const ready = (await look(bob, made))!;
  expect(ready).toMatchObject({ state: 'READY', itemCount: 1 });
  await fetchText(ready);
  await fetchText(ready.data!);

  const { objectKey, dataObjectKey } = await databases.system.datasetExport.findFirstOrThrow({
    where: { datasetId: dataset.id },
  });
  expect((await objectsToRemove(dataset.orgId)).filter((key) => left.includes(key))).toEqual(left);
  await databases.system.discardedObject.updateMany({ data: { deleteAfter: new Date() } });
  await runJobsOf('sweepAssets');
  for (const key of left) expect(await storage.head(key)).toBeNull();
  for (const key of [objectKey, dataObjectKey]) expect(await storage.head(key!)).not.toBeNull();
  // A run that comes too late, after all, finds nothing to do.
  await runExport({ ...surroundings, db: databases.system }, { orgId: dataset.orgId, id: rowIdOf(made) });
  expect(await look(bob, made)).toMatchObject({ state: 'READY', sha256: ready.sha256 });
});

test('of two runs at the same time the one that began last counts', async () => {
  const { bob, databases, storage } = lab();
  const dataset = await datasetWith([singer]);
  const made = await start(bob, { dataset: idOf('Dataset', dataset), format: 'NDJSON' });
  const of = { orgId: dataset.orgId, id: rowIdOf(made) };
  const db = databases.asMembersOf([dataset.orgId]);
  const gate = deferred();
  const reached = deferred();
  const slow = {
    ...storage,
    write: async (object: Parameters<typeof storage.write>[0]) => {
      reached.resolve();
      await gate.promise;
      await storage.write(object);
    },
  };
  const first = runExport({ db, storage: slow }, of);
  await reached.promise;
  await runExport({ db, storage }, of);
  const ready = await databases.system.datasetExport.findUniqueOrThrow({ where: { id: of.id } });
  gate.resolve();
  await first;
  expect(await databases.system.datasetExport.findUniqueOrThrow({ where: { id: of.id } })).toEqual(ready);
  expect(ready).toMatchObject({ state: 'READY', attempt: 2 });
  await lab().runJobs();
});

test('an export that cannot be made says so, once it is given up', async () => {
  const { bob, databases, storage, surroundings, connectionString } = lab();
  const dataset = await datasetWith([singer]);
  const made = await start(bob, { dataset: idOf('Dataset', dataset), format: 'NDJSON' });
  await databases.system.$executeRaw`UPDATE graphile_worker._private_jobs SET max_attempts = 1`;
  const down = { ...storage, write: () => Promise.reject(new StorageDown()) };
  await runJobsOnce({ ...surroundings, storage: down, connectionString });
  expect(await look(bob, made)).toMatchObject({ state: 'FAILED', reason: new StorageDown().message, signedUrl: null });
});

async function objectsToRemove(orgId: string): Promise<string[]> {
  const rows = await lab().databases.system.discardedObject.findMany({
    where: { orgId },
    orderBy: { objectKey: 'asc' },
  });
  return rows.map(({ objectKey }) => objectKey);
}

function rowIdOf({ id }: { id: string }): string {
  return Buffer.from(id, 'base64').toString().split(':')[1]!;
}

async function runJobsOf(...tasks: ('sweepExports' | 'sweepAssets')[]) {
  for (const task of tasks) {
    await enqueue(lab().databases.system, task, {});
    await lab().runJobs();
  }
}

test('an export whose time is over is gone, and its file follows', async () => {
  const { bob, databases, storage, runJobs } = lab();
  const dataset = await datasetWith([singer]);
  const made = await start(bob, { dataset: idOf('Dataset', dataset), format: 'NDJSON' });
  await runJobs();
  const { id, objectKey } = await databases.system.datasetExport.findFirstOrThrow({ where: { datasetId: dataset.id } });
  await databases.system.datasetExport.update({ where: { id }, data: { expiresAt: new Date() } });
  expect(await look(bob, made)).toBeNull();
  await runJobsOf('sweepExports', 'sweepAssets');
  expect(await databases.system.datasetExport.count({ where: { id } })).toBe(0);
  // Addresses of it may still be good: it is removed a while later.
  expect(await storage.head(objectKey!)).not.toBeNull();
  await databases.system.discardedObject.updateMany({ data: { deleteAfter: new Date() } });
  await runJobsOf('sweepExports', 'sweepAssets');
  expect(await storage.head(objectKey!)).toBeNull();
});

test('a revision that is deleted takes its exports with it, ready or under way', async () => {
  const { alice, ada, runJobs, databases } = lab();
  const dataset = await datasetWith([singer]);
  const id = idOf('Dataset', dataset);
  const ready = await start(alice, { dataset: id, format: 'NDJSON' });
  await runJobs();
  await publishItems(alice, dataset.id, [itemFor('wren', cry)], []);
  const late = await start(alice, { dataset: id, format: 'CROISSANT', revision: 1 });
  const revision = await databases.system.datasetRevision.findFirstOrThrow({
    where: { datasetId: dataset.id, number: 1 },
  });
  await mutate(ada, 'deleteDatasetRevision', { revision: idOf('DatasetRevision', revision) });
  expect(await look(alice, ready)).toMatchObject({ state: 'READY', signedUrl: null });
  await runJobs();
  expect(await look(alice, late)).toMatchObject({
    state: 'FAILED',
    reason: 'The revision was deleted while it was exported.',
    signedUrl: null,
  });
  await runJobsOf('sweepExports', 'sweepAssets');
  expect(await look(alice, ready)).toBeNull();
});

test('a large export goes to the store in parts, and the memory it takes does not grow with it', async () => {
  const { bob, lumen, databases, runJobs } = lab();
  const dataset = await databases.system.dataset.create({
    data: { id: newId(), orgId: lumen.id, slug: newId(), name: 'Large' },
  });
  const text = 'x'.repeat(40_000);
  const count = 1_200;
  await seedItems(
    databases.system,
    dataset,
    Array.from({ length: count }, (_, index) => ({ key: `k${index}`, position: index * 100 + 1, metadata: { text } })),
  );
  const made = await start(bob, { dataset: idOf('Dataset', dataset), format: 'NDJSON' });
  const before = process.memoryUsage().arrayBuffers;
  await runJobs();
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(200 * 1024 ** 2);
  const ready = (await look(bob, made))!;
  expect(ready.itemCount).toBe(count);
  expect(ready.byteSize).toBeGreaterThan(count * text.length);
  const lines = parsed(await fetchText(ready));
  expect(lines.map(({ key }) => key)).toEqual(Array.from({ length: count }, (_, index) => `k${index}`));
});
