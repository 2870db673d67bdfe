import { randomBytes } from 'node:crypto';
import { appendFileSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { UploadFailed, ValidationFailed, VersionConflict } from './errors.ts';
import type { PublishEvent } from './events.ts';
import { publish } from './publish.ts';
import { collect, doneOf, folderOf, manyFiles, publishedIn, scene, sha256Of, watching } from './testing/scene.ts';

const birds = { 'robin.txt': 'A robin.', 'sea/puffin.txt': 'A puffin.', 'sea/gull.txt': 'A gull.' };

test('a store that drops every fifth PUT, or its answer, still gets every byte', async () => {
  const stage = await scene();
  stage.proxy.behave(({ method, number }) => {
    if (method !== 'PUT' || number % 5 !== 0) return 'pass';
    return number % 2 === 0 ? 'drop' : 'lose answer';
  });
  const files = manyFiles(120);
  const events = await collect(publish(folderOf(files), stage.options));
  const last = events.findLast((event) => event.type === 'upload');

  expect(last?.retries).toBeGreaterThan(20);
  const published = (await publishedIn(stage)).get(1);
  expect([...(published?.values() ?? [])].sort()).toEqual(Object.values(files).map(sha256Of).sort());
});

test('a store that fails on everything is given up soon, with the first causes', async () => {
  const { proxy, options } = await scene();
  proxy.behave(() => 503);
  const failure: unknown = await collect(publish(folderOf(manyFiles(400)), options)).catch((error: unknown) => error);

  expect(failure).toBeInstanceOf(UploadFailed);
  expect(failure).toMatchObject({ code: 'UPLOAD_FAILED', hint: expect.stringContaining('again') });
  expect((failure as UploadFailed).causes[0]).toMatchObject({ message: 'the object store returned HTTP 503' });
  expect((failure as UploadFailed).failedCount).toBeLessThan(40);
});

test('URLs that have expired are renewed', async () => {
  const stage = await scene({ uploadUrlSeconds: 60 });
  // The client's clock advances one minute between request and upload, so every first URL has expired.
  const { performance } = globalThis;
  const began = performance.now();
  let skipped = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => began + skipped);
  let asked = 0;
  const fetch = watching('RequestUploads', () => {
    asked += 1;
    if (asked === 1) skipped += 120_000;
  });
  try {
    expect(await doneOf(publish(folderOf(birds), { ...stage.options, fetch }))).toMatchObject({ revision: 1 });
  } finally {
    vi.restoreAllMocks();
  }
  expect(asked).toBe(4);
});

test('a run that is stopped anywhere leaves nothing published, and the next one goes on from there', async () => {
  const stage = await scene();
  const folder = folderOf(manyFiles(150));
  const stops: ((event: PublishEvent) => boolean)[] = [
    ({ type }) => type === 'hash',
    ({ type }) => type === 'session',
    (event) => event.type === 'upload' && event.files > 0,
  ];
  for (const stop of stops) {
    const interruption = new AbortController();
    const run = async () => {
      for await (const event of publish(folder, { ...stage.options, signal: interruption.signal })) {
        if (stop(event)) interruption.abort(new Error('Stopped.'));
      }
    };
    await expect(run()).rejects.toThrow('Stopped.');
    expect(await publishedIn(stage)).toEqual(new Map());
  }
  const events = await collect(publish(folder, stage.options));
  expect(events.find(({ type }) => type === 'session')).toMatchObject({ resumed: true });
  expect(events.at(-1)).toMatchObject({ revision: 1, items: 150 });
  expect([...(await publishedIn(stage)).keys()]).toEqual([1]);
});

test('whoever stops listening stops the work', async () => {
  const stage = await scene();
  for await (const event of publish(folderOf(manyFiles(50)), stage.options)) if (event.type === 'session') break;
  expect(await publishedIn(stage)).toEqual(new Map());
});

test('a lost answer to a publish is asked for again, and there is one revision', async () => {
  const stage = await scene();
  let lost = 0;
  const fetch = watching('PublishIngestSession', () => {
    if (lost > 0) return;
    lost += 1;
    throw new TypeError('fetch failed', { cause: new Error('socket hang up') });
  });
  expect(await doneOf(publish(folderOf(birds), { ...stage.options, fetch }))).toMatchObject({
    revision: 1,
    noop: false,
  });
  expect(lost).toBe(1);
  expect([...(await publishedIn(stage)).keys()]).toEqual([1]);
});

test('a file that changes after it was hashed is reported, and nothing is published', async () => {
  const stage = await scene();
  const folder = folderOf({ ...birds, 'large.bin': randomBytes(3_000_000) });
  const run = async () => {
    for await (const event of publish(folder, stage.options)) {
      if (event.type === 'session') {
        // One file grows. The other keeps its size and even its time.
        appendFileSync(join(folder, 'robin.txt'), ' It sings.');
        writeFileSync(join(folder, 'large.bin'), randomBytes(3_000_000));
        utimesSync(join(folder, 'large.bin'), 0, 0);
      }
    }
  };
  const failure: unknown = await run().catch((error: unknown) => error);
  expect(failure).toMatchObject({ code: 'FILE_CHANGED', failedCount: 2 });
  expect((failure as UploadFailed).causes.map(({ path }) => path).sort()).toEqual(['large.bin', 'robin.txt']);
  expect(await publishedIn(stage)).toEqual(new Map());

  await doneOf(publish(folder, stage.options));
  const published = (await publishedIn(stage)).get(1);
  expect(published?.get('robin')).toBe(sha256Of('A robin. It sings.'));
  expect(published?.get('large')).toBe(sha256Of(readFileSync(join(folder, 'large.bin'))));
});

test('what the server misses is sent again', async () => {
  const stage = await scene();
  let vanished = 0;
  // A gateway that reports success and stores nothing.
  stage.proxy.behave(({ method }) => (method === 'PUT' && vanished++ === 1 ? 200 : 'pass'));
  const events = await collect(publish(folderOf(birds), stage.options));
  expect(events.filter(({ type }) => type === 'notice')).toHaveLength(1);
  expect(events.at(-1)).toMatchObject({ type: 'done', revision: 1 });
  expect(stage.proxy.counts['PUT']).toBe(4);
});

test('issues are told before anything is sent, or by the server, and nothing is published', async () => {
  const stage = await scene();
  const local = folderOf({
    'manifest.ndjson': '{"key":"a","type":"TEXT","assets":[{"role":"PRIMARY","path":"missing.txt"}]}\nnonsense\n',
  });
  const failure: unknown = await collect(publish(local, stage.options)).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(ValidationFailed);
  expect((failure as ValidationFailed).issues).toMatchObject([
    { line: 1, key: 'a', pointer: '/assets/0/path', code: 'FILE_UNREADABLE' },
    { line: 2, key: null, code: 'INVALID_JSON' },
  ]);
  expect(stage.proxy.counts['PUT']).toBeUndefined();

  const odd = folderOf({
    'manifest.ndjson':
      '{"key":"a","type":"IMAGE","assets":[{"role":"PRIMARY","path":"a.txt"}]}\n\n \n{"type":"TEXT","title":7}\n',
    'a.txt': 'A',
  });
  const told: unknown = await collect(publish(odd, stage.options)).catch((error: unknown) => error);
  expect(told).toMatchObject({
    code: 'VALIDATION_FAILED',
    issueCount: 4,
    hint: 'Fix these issues, then run the same command again.',
  });
  expect((told as ValidationFailed).issues).toMatchObject([
    { line: 1, key: 'a', pointer: '/assets/0', code: 'CONTENT_TYPE_MISMATCH' },
    { line: 4, key: null, pointer: '/key', code: 'REQUIRED' },
    { line: 4, key: null, pointer: '/title', code: 'WRONG_TYPE' },
    { line: 4, key: null, pointer: '/assets', code: 'REQUIRED' },
  ]);
  expect(stage.proxy.counts['PUT']).toBeUndefined();

  const unknown = sha256Of('This file was never sent.');
  const remote = folderOf({
    'manifest.ndjson': `{"key":"a","type":"TEXT","assets":[{"role":"PRIMARY","sha256":"${unknown}"}]}\n`,
  });
  const refused: unknown = await collect(publish(remote, stage.options)).catch((error: unknown) => error);
  expect(refused).toMatchObject({
    code: 'VALIDATION_FAILED',
    hint: expect.stringContaining('vitrine issues'),
    issues: [{ line: 1, key: 'a', pointer: '/assets/0/sha256', code: 'ASSET_MISSING' }],
  });
  expect(await publishedIn(stage)).toEqual(new Map());
});

test('a file that is not the one its line describes, as a truncated one, is told before anything is sent', async () => {
  const stage = await scene();
  const line = (key: string, text: string) =>
    `${JSON.stringify({ key, type: 'TEXT', assets: [{ role: 'PRIMARY', path: `${key}.txt`, sha256: sha256Of(text) }] })}\n`;
  const folder = folderOf({
    'manifest.ndjson': line('whole', 'A robin sings.') + line('truncated', 'A robin sings.') + line('other', 'A wren.'),
    'whole.txt': 'A robin sings.',
    'truncated.txt': 'A robin',
    'other.txt': 'A crow.',
  });
  const failure: unknown = await collect(publish(folder, stage.options)).catch((error: unknown) => error);
  expect((failure as ValidationFailed).issues).toMatchObject([
    { line: 2, key: 'truncated', pointer: '/assets/0', code: 'CHECKSUM_MISMATCH' },
    { line: 3, key: 'other', pointer: '/assets/0', code: 'CHECKSUM_MISMATCH' },
  ]);
  expect(stage.proxy.counts['PUT']).toBeUndefined();
});

test('a dataset that has moved on is not overwritten when a revision is expected', async () => {
  const { options } = await scene();
  await doneOf(publish(folderOf(birds), { ...options, expectRevision: 0 }));
  const failure: unknown = await collect(publish(folderOf({ 'a.txt': 'A' }), { ...options, expectRevision: 0 })).catch(
    (error: unknown) => error,
  );
  expect(failure).toBeInstanceOf(VersionConflict);
  expect(failure).toMatchObject({ currentRevision: 1, requestId: expect.any(String) });
});

test('a stranger is told that there is no such organization, and a bad token that it is bad', async () => {
  const { options, world } = await scene();
  const folder = folderOf(birds);
  await expect(collect(publish(folder, { ...options, token: world.mallory.token }))).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
  await expect(collect(publish(folder, { ...options, token: world.bob.token }))).rejects.toMatchObject({
    code: 'FORBIDDEN',
    requestId: expect.any(String),
  });
  await expect(collect(publish(folder, { ...options, token: 'vtr_nonsense' }))).rejects.toMatchObject({
    code: 'UNAUTHENTICATED',
    hint: expect.stringContaining('vitrine login'),
  });
});

test.for([
  [
    'a long message',
    { message: 'm'.repeat(2_001) },
    'A message can have at most 2,000 characters, without U+0000 and unpaired surrogates.',
  ],
  [
    'half a pair',
    { message: 'half of a pair: \ud83d' },
    'A message can have at most 2,000 characters, without U+0000 and unpaired surrogates.',
  ],
  ['a long description', { description: 'd'.repeat(20_001) }, 'A description can have at most 20,000 characters.'],
] as const)(
  'a text that the server would refuse is refused before a file is hashed: %s',
  async ([, texts, message]) => {
    const { options } = await scene();
    const seen: string[] = [];
    const running = (async () => {
      for await (const { type } of publish(folderOf(birds), { ...options, dataset: 'new', ...texts })) seen.push(type);
    })();
    await expect(running).rejects.toMatchObject({ code: 'INVALID_INPUT', message });
    expect(seen).toEqual([]);
  },
);
