import { existsSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { itemFor, publishItems } from '#tests/kit/publish.ts';
import { fileOf } from '#tests/kit/upload.ts';
import { DownloadFailed } from './errors.ts';
import { publish } from './publish.ts';
import { pull } from './pull.ts';
import { collect, doneOf, folderOf, manyFiles, publishedIn, scene, sha256Of } from './testing/scene.ts';

const manifest = [
  {
    key: 'robin',
    type: 'TEXT',
    title: 'A robin',
    tags: ['garden', 'red'],
    metadata: { seen: 3, place: { name: 'Ōsaka' } },
    createdAt: '2024-05-01T10:00:00Z',
    assets: [
      { role: 'PRIMARY', path: 'robin.txt' },
      { role: 'ATTACHMENT', path: 'notes.csv' },
    ],
    annotations: Array.from({ length: 30 }, (_, start) => ({
      kind: 'TEXT_SPAN',
      label: `part ${start}`,
      ...(start % 2 === 0 && { confidence: 0.5 }),
      geometry: { start, end: start + 1 },
    })),
  },
  { key: '../../etc/passwd', type: 'TEXT', createdAt: '2024-05-01', assets: [{ role: 'PRIMARY', path: 'robin.txt' }] },
  { key: 'con/aux. /ß:?*', type: 'FILE', createdAt: '2024-05-01', assets: [{ role: 'PRIMARY', path: 'notes.csv' }] },
];
const birds = {
  'manifest.ndjson': manifest.map((line) => `${JSON.stringify(line)}\n`).join(''),
  'robin.txt': 'A robin sings in the garden, all winter.',
  'notes.csv': 'bird,count\nrobin,3\n',
};

test('what is pulled is published again as no change', async () => {
  const { options } = await scene();
  await doneOf(publish(folderOf(birds), options));
  const folder = folderOf({});
  const events = await collect(pull(folder, options));
  expect(events.at(-1)).toMatchObject({ type: 'done', revision: 1, items: 3, files: 4 });

  expect(await doneOf(publish(folder, options))).toMatchObject({ revision: 1, noop: true, sentBytes: 0 });
});

test('whatever was said or left out, what is pulled is published again as no change, and no more often', async () => {
  const stage = await scene();
  const { options, world: lab } = stage;
  const song = fileOf('a robin sings', { filename: 'song.txt' });
  const picture = fileOf('no picture, really', { contentType: 'image/png', filename: 'robin.png' });
  const elsewhere = fileOf('of another session', { filename: 'wren.txt' });
  await publishItems(lab.alice, lab.birds.id, [itemFor('wren', elsewhere)], [elsewhere]);
  // Neither createdAt nor filenames are given. The server knows no name for a file of another session. PRIMARY is not
  // the first file.
  const box = { kind: 'BOX', label: 'beak', geometry: { height: 30, width: 10, y: 20, x: 70 }, confidence: 1 / 3 };
  const items = [
    itemFor('wren', elsewhere, { metadata: { b: 1e21, a: [0.1, { z: null, y: 'é' }] }, title: '', tags: [] }),
    {
      key: 'robin',
      type: 'IMAGE',
      assets: [
        { role: 'ATTACHMENT', sha256: song.sha256 },
        { role: 'PRIMARY', sha256: picture.sha256 },
        { role: 'ATTACHMENT', sha256: elsewhere.sha256, filename: 'other name.txt' },
      ],
      annotations: [{ ...box, pixels: { width: 300, height: 70 } }],
    },
  ];
  const { revision } = await publishItems(lab.alice, lab.birds.id, items, [song, picture]);
  expect(revision.number).toBe(2);

  const folder = folderOf({});
  await collect(pull(folder, options));
  expect(await doneOf(publish(folder, options))).toMatchObject({ revision: 2, noop: true, sentBytes: 0 });
  const again = folderOf({});
  await collect(pull(again, options));
  const manifestIn = (place: string) => readFileSync(join(place, 'manifest.ndjson'), 'utf8');
  expect(manifestIn(again)).toBe(manifestIn(folder));
  // The first publisher publishes again, without names and times as before.
  expect(await publishItems(lab.alice, lab.birds.id, items, [song, picture])).toMatchObject({ noop: true });
});

test('a folder that was published as it was, without a manifest, is pulled and published as no change', async () => {
  const { options } = await scene();
  await doneOf(publish(folderOf({ 'a/wren.txt': 'wren', 'a/wren.json': '{"seen":1}', 'b.md': '# b' }), options));
  const folder = folderOf({});
  await collect(pull(folder, options));
  expect(await doneOf(publish(folder, options))).toMatchObject({ revision: 1, noop: true, sentBytes: 0 });

  // A given time is part of the content.
  const manifest = readFileSync(join(folder, 'manifest.ndjson'), 'utf8');
  writeFileSync(
    join(folder, 'manifest.ndjson'),
    manifest.replace(/"createdAt":"[^"]*"/, '"createdAt":"2020-02-02T00:00:00Z"'),
  );
  expect(await doneOf(publish(folder, options))).toMatchObject({ revision: 2, noop: false });
});

test('keys of any kind stay inside the folder', async () => {
  const { options } = await scene();
  await doneOf(publish(folderOf(birds), options));
  const folder = folderOf({});
  await collect(pull(folder, options));
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
    statSync(join(folder, path)).isFile(),
  );
  const start = (content: string) => sha256Of(content).slice(0, 12);
  expect(files.sort()).toEqual(
    [
      `assets/%2E%2E/%2E%2E/etc/passwd.${start(birds['robin.txt'])}.txt`,
      `assets/_con/aux%2E%20/ß%3A%3F%2A.${start(birds['notes.csv'])}.csv`,
      `assets/robin.${start(birds['notes.csv'])}.csv`,
      `assets/robin.${start(birds['robin.txt'])}.txt`,
      'manifest.ndjson',
    ].sort(),
  );
});

test('pulling again fetches only what is not there with the right bytes', async () => {
  const { options, proxy } = await scene();
  await doneOf(publish(folderOf(birds), options));
  const folder = folderOf({});
  await collect(pull(folder, options));
  const damaged = join(folder, 'assets', `robin.${sha256Of(birds['notes.csv']).slice(0, 12)}.csv`);
  const { length } = readFileSync(damaged);
  writeFileSync(damaged, 'x'.repeat(length));

  const gets = proxy.counts['GET'] ?? 0;
  expect((await collect(pull(folder, options))).at(-1)).toMatchObject({ receivedBytes: length });
  expect((proxy.counts['GET'] ?? 0) - gets).toBe(1);
  expect(readFileSync(damaged, 'utf8')).toBe(birds['notes.csv']);
});

test('a file that came half is gone on with, and what was wrong in it is noticed', async () => {
  const { options, world } = await scene();
  const large = Buffer.alloc(3_000_000, 'robin');
  await doneOf(publish(folderOf({ 'large.bin': large }), options));
  const folder = folderOf({});
  await collect(pull(folder, options));
  const path = join(folder, 'assets', `large.${sha256Of(large).slice(0, 12)}.bin`);
  const part = join(folder, 'assets', `.large.${sha256Of(large).slice(0, 12)}.bin.part`);

  const pullAgain = async (left: Buffer) => {
    renameSync(path, part);
    writeFileSync(part, left);
    return (await collect(pull(folder, options))).at(-1);
  };
  const ranges: (string | null)[] = [];
  const fetch: typeof globalThis.fetch = (url, request) => {
    if (new Headers(request?.headers).has('range')) ranges.push(new Headers(request?.headers).get('range'));
    return globalThis.fetch(url, request);
  };
  options.fetch = fetch;
  await pullAgain(large.subarray(0, 1_000_000));
  expect(ranges).toEqual(['bytes=1000000-']);
  expect(readFileSync(path).equals(large)).toBe(true);

  await pullAgain(Buffer.alloc(500_000, 'wrong'));
  expect(readFileSync(path).equals(large)).toBe(true);
  expect(existsSync(part)).toBe(false);
  expect(world.birds.slug).toBe('birds');
});

test('an older revision can be pulled, one that is not there cannot', async () => {
  const { options } = await scene();
  await doneOf(publish(folderOf({ 'a.txt': 'A' }), options));
  await doneOf(publish(folderOf({ 'b.txt': 'B' }), options));
  const folder = folderOf({});
  await collect(pull(folder, { ...options, revision: 1 }));
  expect(readFileSync(join(folder, 'manifest.ndjson'), 'utf8')).toContain('"key":"a"');
  const { events, files } = await (async () => {
    await collect(pull(folder, { ...options, revision: 2 }));
    writeFileSync(join(folder, 'mine.txt'), 'Not of a pull.');
    const said = await collect(pull(folder, { ...options, revision: 1 }));
    return { events: said, files: readdirSync(join(folder, 'assets')) };
  })();
  expect(events.at(-1)).toMatchObject({ strayFiles: 2, deletedFiles: 0 });
  expect(events.find(({ type }) => type === 'notice')).toMatchObject({ message: expect.stringContaining('--delete') });
  expect(files).toHaveLength(2);
  const cleaned = await collect(pull(folder, { ...options, revision: 1, delete: true }));
  expect(cleaned.at(-1)).toMatchObject({ strayFiles: 2, deletedFiles: 1 });
  expect(readdirSync(join(folder, 'assets')).join()).toMatch(/^a\./);
  expect(readFileSync(join(folder, 'mine.txt'), 'utf8')).toBe('Not of a pull.');
  await expect(collect(pull(folder, { ...options, revision: 3 }))).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('a bad network is outlasted, a dead store given up; the folder then has no manifest', async () => {
  const stage = await scene();
  const { options, proxy } = stage;
  await doneOf(publish(folderOf(manyFiles(90)), options));
  proxy.behave(({ number, method }) => (method !== 'GET' || number % 5 > 0 ? 'pass' : number % 2 === 0 ? 'drop' : 403));
  const folder = folderOf({});
  await collect(pull(folder, options));
  expect((await publishedIn(stage)).get(1)?.size).toBe(90);
  expect(readFileSync(join(folder, 'manifest.ndjson'), 'utf8').trimEnd().split('\n')).toHaveLength(90);

  proxy.behave(() => 503);
  const other = folderOf({});
  await expect(collect(pull(other, options))).rejects.toBeInstanceOf(DownloadFailed);
  expect(readdirSync(other)).not.toContain('manifest.ndjson');
});

test('files of one revision that share a place are pulled, whoever comes first', async () => {
  const { options } = await scene();
  const roles = ['PRIMARY', ...Array.from({ length: 12 }, () => 'ATTACHMENT')];
  const line = (key: string) =>
    JSON.stringify({ key, type: 'TEXT', assets: roles.map((role) => ({ role, path: 'robin.txt' })) });
  // Empty parts of a key are left out of the path.
  const keys = ['bird', '/bird', 'bird/', '//bird'];
  await doneOf(publish(folderOf({ 'robin.txt': 'a robin', 'manifest.ndjson': keys.map(line).join('\n') }), options));
  const folder = folderOf({});
  const done = (await collect(pull(folder, options))).at(-1);
  expect(done).toMatchObject({ type: 'done', items: 4, files: 52, bytes: 52 * 7 });

  const [file] = readdirSync(join(folder, 'assets'));
  expect(readFileSync(join(folder, 'assets', file!), 'utf8')).toBe('a robin');
  expect(await doneOf(publish(folder, options))).toMatchObject({ revision: 1, noop: true });
});
