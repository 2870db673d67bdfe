import { expect, test } from 'vitest';
import { ValidationFailed } from '#domain/errors.ts';
import { itemFor, itemsOf, manifestOf, publishItems } from '#tests/kit/publish.ts';
import { fileOf, sessionWith } from '#tests/kit/upload.ts';
import { world } from '#tests/kit/world.ts';
import { openIngestSession } from './open-ingest-session.ts';
import { publishIngestSession } from './publish-ingest-session.ts';

const crow = fileOf('crow');
const wren = fileOf('wren');
const robin = fileOf('robin');

test('alice publishes; readers see all of it; a replay answers the same, byte for byte', async () => {
  const lab = await world();
  const { alice, birds } = lab;
  const session = await sessionWith(alice, birds.id, [crow, wren]);
  const items = [itemFor('crow', crow, { tags: ['black'] }), itemFor('wren', wren, { tags: ['brown', 'small'] })];
  const answer = await publishIngestSession(await alice.context(), { sessionId: session.id, items });
  expect(answer).toMatchObject({
    kind: 'PublishSucceeded',
    noop: false,
    revision: {
      number: 1,
      itemCount: 2,
      byteSize: 8n,
      authorId: alice.userId,
      changes: { added: 2, changed: 0, removed: 0, unchanged: 0 },
      facets: {
        types: [{ value: 'TEXT', count: 2 }],
        tags: [
          { value: 'black', count: 1 },
          { value: 'brown', count: 1 },
          { value: 'small', count: 1 },
        ],
        labels: [],
      },
    },
  });
  expect(await itemsOf(lab, birds, 1)).toMatchObject([
    { key: 'crow', position: 1n, type: 'TEXT', tags: ['black'] },
    { key: 'wren', position: 2n, type: 'TEXT', tags: ['brown', 'small'] },
  ]);
  const again = await publishIngestSession(await alice.context(), { sessionId: session.id, items });
  expect(again).toStrictEqual(answer);
  const log = await lab.databases.system.accessLog.findMany({ where: { action: 'PUBLISH' } });
  expect(log).toMatchObject([{ userId: alice.userId, datasetId: birds.id, requestId: 'test-request' }]);
});

test('the next revision changes, adds and removes; positions stay, and the old revision is still read', async () => {
  const lab = await world();
  const { alice, birds } = lab;
  await publishItems(
    alice,
    birds.id,
    [itemFor('a', crow), itemFor('b', wren), itemFor('c', robin)],
    [crow, wren, robin],
  );
  const { revision } = await publishItems(
    alice,
    birds.id,
    [itemFor('d', crow), itemFor('c', robin, { title: 'New' }), itemFor('b', wren)],
    [crow, wren, robin],
  );
  expect(revision).toMatchObject({
    number: 2,
    itemCount: 3,
    changes: { added: 1, changed: 1, removed: 1, unchanged: 1 },
  });
  expect(await itemsOf(lab, birds, 1)).toMatchObject([
    { key: 'a', position: 1n },
    { key: 'b', position: 2n },
    { key: 'c', position: 3n, title: null },
  ]);
  expect(await itemsOf(lab, birds, 2)).toMatchObject([
    { key: 'b', position: 2n, sinceRevision: 1 },
    { key: 'c', position: 3n, title: 'New', sinceRevision: 2 },
    { key: 'd', position: 4n },
  ]);
  const [, before, after] = (await itemsOf(lab, birds, 1)).concat((await itemsOf(lab, birds, 2)).slice(0, 1));
  expect(after?.createdAt).not.toBe(before?.createdAt);
});

test('an item that changes keeps its time unless the manifest says one', async () => {
  const lab = await world();
  const { alice, birds } = lab;
  await publishItems(alice, birds.id, [itemFor('a', crow)], [crow]);
  await publishItems(alice, birds.id, [itemFor('a', crow, { title: 'x' })], [crow]);
  await publishItems(alice, birds.id, [itemFor('a', crow, { createdAt: '1999-12-31T23:59:59Z' })], [crow]);
  const [first, second, third] = await Promise.all([1, 2, 3].map((number) => itemsOf(lab, birds, number)));
  expect(second?.[0]?.createdAt).toEqual(first?.[0]?.createdAt);
  expect(third?.[0]?.createdAt).toEqual(new Date('1999-12-31T23:59:59Z'));
});

test('the same manifest again is a noop: no revision, and nothing is rewritten', async () => {
  const lab = await world();
  const { alice, birds } = lab;
  const items = [itemFor('a', crow, { metadata: { b: 1, a: [2, { d: 3, c: 4 }] } })];
  const first = await publishItems(alice, birds.id, items, [crow]);
  const reordered = [itemFor('a', crow, { metadata: { a: [2, { c: 4, d: 3 }], b: 1 } })];
  const second = await publishItems(alice, birds.id, reordered, [crow]);
  expect(second).toEqual({ ...first, noop: true });
  expect(await lab.databases.system.item.count()).toBe(1);
});

test('APPEND adds, changes and removes by name; what is not named stays; a key that is not there is passed over', async () => {
  const lab = await world();
  const { alice, birds } = lab;
  await publishItems(alice, birds.id, [itemFor('a', crow), itemFor('b', wren)], [crow, wren]);
  const { revision } = await publishItems(
    alice,
    birds.id,
    [{ key: 'a', remove: true }, { key: 'never', remove: true }, itemFor('c', robin)],
    [robin],
    'APPEND',
  );
  expect(revision).toMatchObject({ itemCount: 2, changes: { added: 1, changed: 0, removed: 1, unchanged: 1 } });
  expect((await itemsOf(lab, birds, 2)).map(({ key }) => key)).toEqual(['b', 'c']);
  const again = await publishItems(alice, birds.id, [{ key: 'a', remove: true }], [], 'APPEND');
  expect(again.noop).toBe(true);
});

test('an empty manifest empties a dataset only when that is meant', async () => {
  const lab = await world();
  const { alice, birds } = lab;
  await publishItems(alice, birds.id, [itemFor('a', crow)], [crow]);
  const session = await openIngestSession(await alice.context(), { datasetId: birds.id, mode: 'REPLACE' });
  const publish = async (allowEmpty: boolean) =>
    publishIngestSession(await alice.context(), { sessionId: session.id, items: [], allowEmpty });
  await expect(publish(false)).rejects.toThrow(ValidationFailed);
  expect(await publish(true)).toMatchObject({ revision: { number: 2, itemCount: 0, changes: { removed: 1 } } });
});

test('a file manifest may have a byte order mark, CRLF and blank lines', async () => {
  const lab = await world();
  const { alice, birds } = lab;
  const lines = [itemFor('a', crow), itemFor('b', wren)].map((item) => JSON.stringify(item));
  const manifest = manifestOf(`\uFEFF${lines.join('\r\n\r\n')}\r\n\r\n`);
  const session = await sessionWith(alice, birds.id, [crow, wren, manifest]);
  const answer = await publishIngestSession(await alice.context(), {
    sessionId: session.id,
    manifestSha256: manifest.sha256,
  });
  expect(answer).toMatchObject({ revision: { itemCount: 2, manifestSha256: manifest.sha256 } });
  const stored = await lab.databases.system.ingestSession.findFirstOrThrow({ where: { id: session.id } });
  expect(stored).toMatchObject({ state: 'PUBLISHED', phase: 'DONE', itemCount: 2, itemsStaged: 2, revision: 1 });
  expect(await lab.databases.system.$queryRaw`SELECT count(*) FROM staged_item`).toEqual([{ count: 0n }]);
});

test('files, annotations and jobs come with an item; labels are counted by item', async () => {
  const lab = await world();
  const { alice, birds } = lab;
  const picture = fileOf('picture', { contentType: 'image/png', filename: 'p.png' });
  const notes = fileOf('notes', { contentType: 'text/plain', filename: 'n.txt' });
  const item = {
    key: 'a',
    type: 'IMAGE',
    assets: [
      { role: 'ATTACHMENT', sha256: notes.sha256, filename: 'first.txt' },
      { role: 'PRIMARY', sha256: picture.sha256 },
      { role: 'ATTACHMENT', sha256: crow.sha256 },
    ],
    annotations: [
      {
        kind: 'BOX',
        label: 'bird',
        confidence: 0.5,
        geometry: { x: 10, y: 20, width: 30, height: 40 },
        pixels: { width: 100, height: 200 },
      },
      { kind: 'CLASSIFICATION', label: 'bird' },
    ],
  };
  const { revision } = await publishItems(alice, birds.id, [item], [picture, notes, crow]);
  expect(revision.facets).toMatchObject({ labels: [{ value: 'bird', count: 1 }] });
  const { system } = lab.databases;
  const links = await system.itemAsset.findMany({ orderBy: [{ role: 'asc' }, { ordinal: 'asc' }] });
  expect(links.map(({ role, ordinal, filename }) => [role, ordinal, filename])).toEqual([
    ['PRIMARY', 0, 'p.png'],
    ['ATTACHMENT', 0, 'first.txt'],
    ['ATTACHMENT', 1, crow.filename],
  ]);
  expect(await system.annotation.findMany({ orderBy: { id: 'asc' } })).toMatchObject([
    {
      kind: 'BOX',
      confidence: 0.5,
      source: 'PUBLISHER',
      sinceRevision: 1,
      geometry: { x: 0.1, y: 0.1, width: 0.3, height: 0.2 },
    },
    { kind: 'CLASSIFICATION', geometry: {} },
  ]);
  const batches = await system.$queryRaw<
    { assetIds: string[] }[]
  >`SELECT asset_ids AS "assetIds" FROM processing_batch`;
  expect(batches.flatMap(({ assetIds }) => assetIds).sort()).toEqual(links.map(({ assetId }) => assetId).sort());
});

test('a file that waits for its processing is not queued again by another item, or a new state of its own', async () => {
  const { alice, birds, databases } = await world();
  await publishItems(alice, birds.id, [itemFor('a', crow)], [crow]);
  await publishItems(alice, birds.id, [itemFor('a', crow, { title: 'A' }), itemFor('b', crow)], []);
  const [queue] = await databases.system.$queryRaw<object[]>`
    SELECT sum(cardinality(asset_ids))::integer AS files FROM processing_batch`;
  expect(queue).toEqual({ files: 1 });
});

test('a dry run says the same as a publish and makes no revision', async () => {
  const lab = await world();
  const { alice, birds } = lab;
  const session = await sessionWith(alice, birds.id, [crow]);
  const tryOut = async (items: object[]) =>
    publishIngestSession(await alice.context(), { sessionId: session.id, items, dryRun: true });
  await expect(tryOut([itemFor('a', wren)])).rejects.toThrow(ValidationFailed);
  expect(await tryOut([itemFor('a', crow)])).toMatchObject({
    kind: 'DryRunPassed',
    itemCount: 1,
    session: { state: 'OPEN' },
  });
  expect(await lab.databases.system.item.count()).toBe(0);
  const answer = await publishIngestSession(await alice.context(), {
    sessionId: session.id,
    items: [itemFor('a', crow)],
  });
  expect(answer).toMatchObject({ kind: 'PublishSucceeded', revision: { number: 1 } });
});
