import { expect, test } from 'vitest';
import { publish } from './publish.ts';
import { collect, doneOf, folderOf, manyFiles, publishedIn, scene, sha256Of, watching } from './testing/scene.ts';

const birds = { 'robin.txt': 'A robin.', 'sea/puffin.txt': 'A puffin.', 'sea/gull.txt': 'A gull.' };

test('a folder becomes a revision, step by step', async () => {
  const stage = await scene();
  const events = await collect(publish(folderOf(birds), stage.options));

  expect([...new Set(events.map(({ type }) => type))]).toEqual(['scan', 'hash', 'session', 'upload', 'done']);
  expect(events.at(-1)).toMatchObject({ type: 'done', revision: 1, noop: false, items: 3, files: 3, sentBytes: 24 });
  expect(await publishedIn(stage)).toEqual(
    new Map([
      [
        1,
        new Map([
          ['robin', sha256Of('A robin.')],
          ['sea/gull', sha256Of('A gull.')],
          ['sea/puffin', sha256Of('A puffin.')],
        ]),
      ],
    ]),
  );
});

test('publishing again changes nothing and sends nothing', async () => {
  const stage = await scene();
  const folder = folderOf(birds);
  await doneOf(publish(folder, stage.options));
  const puts = stage.proxy.counts['PUT'];

  expect(await doneOf(publish(folder, stage.options))).toMatchObject({ revision: 1, noop: true, sentBytes: 0 });
  expect(await doneOf(publish(folder, { ...stage.options, resume: false }))).toMatchObject({ revision: 1, noop: true });
  expect(stage.proxy.counts['PUT']).toBe(puts);
});

test('a run that finds an earlier one already publishing, or published, waits for its answer', async () => {
  const stage = await scene();
  const { databases } = stage.world;
  const folder = folderOf(birds);
  const interruption = new AbortController();
  // The client stops when the request to publish has been sent, so it never reads the response.
  const fetch = watching('PublishIngestSession', () => {
    interruption.abort(new Error('Stopped.'));
    throw new TypeError('fetch failed');
  });
  await expect(collect(publish(folder, { ...stage.options, fetch, signal: interruption.signal }))).rejects.toThrow(
    'Stopped.',
  );
  // The session as found by a run that read the dataset a moment earlier, at revision 0.
  const session = await databases.system.ingestSession.findFirstOrThrow();
  expect(session.state).toBe('PUBLISHED');
  await databases.system.dataset.updateMany({ where: { id: session.datasetId }, data: { revision: null } });
  expect(await doneOf(publish(folder, stage.options))).toMatchObject({ revision: 1, noop: false, sentBytes: 0 });
  expect([...(await publishedIn(stage)).keys()]).toEqual([1]);
});

test('publishing the same ever again changes nothing', async () => {
  const stage = await scene();
  const folder = folderOf(birds);
  await doneOf(publish(folder, stage.options));
  for (let time = 2; time <= 4; time += 1) {
    expect(await doneOf(publish(folder, stage.options))).toMatchObject({ revision: 1, noop: true, sentBytes: 0 });
  }
});

test('going back to what was published before is a revision of its own', async () => {
  const stage = await scene();
  const [first, second] = [folderOf({ 'a.txt': 'A' }), folderOf({ 'b.txt': 'B' })];
  await doneOf(publish(first, stage.options));
  await doneOf(publish(second, stage.options));

  expect(await doneOf(publish(first, stage.options))).toMatchObject({ revision: 3, noop: false });
  expect((await publishedIn(stage)).get(3)).toEqual(new Map([['a', sha256Of('A')]]));
});

test('appending keeps what is not in the folder, and a manifest can remove', async () => {
  const stage = await scene();
  await doneOf(publish(folderOf(birds), stage.options));
  const more = folderOf({
    'manifest.ndjson':
      '{"key":"wren","type":"TEXT","assets":[{"role":"PRIMARY","path":"wren.txt"}]}\n{"key":"robin","remove":true}\n',
    'wren.txt': 'A wren.',
  });
  await doneOf(publish(more, { ...stage.options, append: true }));
  expect([...((await publishedIn(stage)).get(2)?.keys() ?? [])].sort()).toEqual(['sea/gull', 'sea/puffin', 'wren']);
});

test('a dataset is created when it is missing, unless that was not wanted', async () => {
  const { options, world } = await scene();
  const folder = folderOf(birds);
  const owls = { ...options, dataset: 'owls', name: 'Owls' };

  await expect(collect(publish(folder, { ...owls, create: false }))).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(await doneOf(publish(folder, { ...owls, dryRun: true }))).toMatchObject({ revision: null, sentBytes: 0 });
  expect(await world.databases.system.dataset.findFirst({ where: { slug: 'owls' } })).toBeNull();
  expect(await doneOf(publish(folder, owls))).toMatchObject({ revision: 1 });
  expect(await world.databases.system.dataset.findFirst({ where: { slug: 'owls' } })).toMatchObject({ name: 'Owls' });
});

test('a manifest of more items than go inline travels as a file', async () => {
  const stage = await scene();
  const done = await doneOf(publish(folderOf(manyFiles(700)), stage.options));
  expect(done).toMatchObject({ revision: 1, items: 700, files: 700 });
  expect((await publishedIn(stage)).get(1)?.size).toBe(700);
});

test('a dry run sends and validates, and publishes nothing', async () => {
  const stage = await scene();
  const folder = folderOf(birds);
  expect(await doneOf(publish(folder, { ...stage.options, dryRun: true }))).toMatchObject({
    revision: null,
    dryRun: true,
  });
  expect(await publishedIn(stage)).toEqual(new Map());

  expect(await doneOf(publish(folder, stage.options))).toMatchObject({ revision: 1, sentBytes: 0 });
});

test('an empty manifest empties a dataset only if that is meant', async () => {
  const { options } = await scene();
  await doneOf(publish(folderOf({ 'robin.txt': 'a robin' }), options));
  const nothing = folderOf({ 'manifest.ndjson': '' });
  await expect(collect(publish(nothing, options))).rejects.toMatchObject({ issues: [{ code: 'EMPTY_MANIFEST' }] });
  expect(await doneOf(publish(nothing, { ...options, allowEmpty: true }))).toMatchObject({ revision: 2, items: 0 });
});
