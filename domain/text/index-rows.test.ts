import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, onTestFinished, test } from 'vitest';
import { connectDatabases, type Databases } from '#database/databases.ts';
import { withWords } from '#domain/datasets/with-words.ts';
import { findItems } from '#domain/items/find-items.ts';
import { itemFilterSql } from '#domain/items/item-filter.ts';
import { defaultLimits } from '#domain/limits.ts';
import { migrateWorker } from '#server/jobs/migrate-worker.ts';
import { ensureAppLogin } from '#server/migrate/ensure-app-login.ts';
import { migrate } from '#server/migrate/migrate.ts';
import { projectFile } from '#system/project-files.ts';
import { cloneDatabase } from '#tests/kit/postgres.ts';
import { hasUnindexedRows, type IndexProgress, indexRows } from './index-rows.ts';
import { replaceText } from './replace-text.ts';

const orgId = '00000000-0000-7000-8000-000000000001';
const datasetId = '00000000-0000-7000-8000-000000000002';
const itemCount = 1_000;

/** Returns a database with rows of the version before the tokeniser, migrated to the current schema. */
async function oldDatabase(): Promise<Databases> {
  const { connectionString, appConnectionString, drop } = await cloneDatabase(
    inject('adminConnectionString'),
    'template1',
  );
  const databases = connectDatabases({ connectionString, appConnectionString });
  onTestFinished(async () => {
    await databases.close();
    await drop();
  });
  await migrateWorker(connectionString);
  await migrate(connectionString, { directory: earlierMigrations('20261129050000') });
  await databases.systemPool.query(`
    INSERT INTO organization (id, slug, name) VALUES ('${orgId}', 'lumen', 'Lumen');
    INSERT INTO dataset (id, org_id, slug, name, status, revision, updated_at) VALUES ('${datasetId}', '${orgId}', 'birds', 'Birds', 'PUBLISHED', 1, now());
    INSERT INTO dataset_revision (id, org_id, dataset_id, number, item_count, byte_size, facets, changes)
    VALUES (gen_random_uuid(), '${orgId}', '${datasetId}', 1, ${itemCount}, 0,
      U&'{"types":[],"tags":[{"value":"gru\\0308n","count":1},{"value":"gr\\00FCn","count":2}],"labels":[]}', '{"added":0,"changed":0,"removed":0,"unchanged":0}');
    INSERT INTO item (id, org_id, dataset_id, key, position, type, title, tags, metadata, created_at, content_hash, since_revision)
    SELECT gen_random_uuid(), '${orgId}', '${datasetId}', 'k' || n, n, 'TEXT',
      CASE n WHEN 1 THEN 'Zürich 采购订单自动审批流程' WHEN 2 THEN 'Quiet' WHEN 3 THEN 'Loud' ELSE 'Kite ' || n END,
      CASE n WHEN 4 THEN ARRAY[U&'gru\\0308n', 'grün'] WHEN 5 THEN ARRAY[U&'gru\\0308n'] ELSE '{}' END, '{}', now(), '', 1
    FROM generate_series(1, ${itemCount}) n;
    INSERT INTO item_tag (org_id, dataset_id, tag, type, position, item_id)
    SELECT org_id, dataset_id, unnest(tags), type, position, id FROM item;
    INSERT INTO asset (id, org_id, sha256, byte_size, content_type, object_key, verified_at)
    SELECT gen_random_uuid(), '${orgId}', encode(sha256(n::text::bytea), 'hex'), 1, 'text/plain', 'o' || n, now() FROM generate_series(2, 3) n;
    INSERT INTO item_asset (org_id, item_id, role, asset_id)
    SELECT i.org_id, i.id, CASE position WHEN 2 THEN 'PRIMARY' ELSE 'TRANSCRIPT' END::"AssetRole", a.id
    FROM item i JOIN asset a ON a.object_key = 'o' || i.position;
    INSERT INTO asset_text (org_id, asset_id, body) SELECT org_id, id, 'A heron waits' FROM asset WHERE object_key = 'o2';
    INSERT INTO transcript_segment (org_id, asset_id, ordinal, start_seconds, end_seconds, text)
    SELECT org_id, id, n, n, n + 1, CASE n WHEN 7 THEN 'the nightingale' ELSE 'nothing' END
    FROM asset CROSS JOIN generate_series(0, 9) n WHERE object_key = 'o3'`);
  await migrate(connectionString);
  await ensureAppLogin(connectionString, appConnectionString);
  return databases;
}

function earlierMigrations(before: string): string {
  const source = projectFile('prisma/migrations');
  const directory = mkdtempSync(join(tmpdir(), 'vitrine-migrations-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  for (const name of readdirSync(source).filter((name) => name < before)) {
    cpSync(join(source, name), join(directory, name), { recursive: true });
  }
  return directory;
}

/** Counts the items that some words find, by both ways, and checks that they agree. */
async function countFound(databases: Databases, text: string): Promise<number> {
  const db = databases.asMembersOf([orgId]);
  const dataset = { id: datasetId, orgId };
  const counts = await Promise.all(
    (['LOOKED_UP', 'READ'] as const).map(async (way) => {
      const [row] = await db.$queryRaw<{ count: bigint }[]>`
        SELECT count(*) FROM item i WHERE i.org_id = ${orgId}::uuid AND ${itemFilterSql({ text }, dataset, way)}`;
      return Number(row!.count);
    }),
  );
  expect(counts[0], text).toBe(counts[1]);
  return counts[0]!;
}

test('rows of an older version are found before, while and after they are indexed, however often that is interrupted', async () => {
  const databases = await oldDatabase();
  const { system } = databases;
  const foundAsBefore = async () => {
    expect(await system.dataset.count({ where: withWords('Bird') })).toBe(1);
    expect(await countFound(databases, 'kite')).toBe(itemCount - 3);
    expect(await countFound(databases, 'kite 500')).toBe(1);
    expect(await countFound(databases, 'heron')).toBe(1);
  };
  await foundAsBefore();
  expect(await hasUnindexedRows(system)).toBe(true);

  const left: number[] = [];
  for (let run = 0; run < 2; run += 1) {
    // Stops after its first batch of items, like a stopped or killed worker.
    const stop = new AbortController();
    const interrupted = indexRows(interruptedAfter(system, stop), { signal: stop.signal, report: () => {} });
    await expect(interrupted).rejects.toThrow();
    left.push(
      await system.$queryRaw<
        { count: number }[]
      >`SELECT count(*)::integer AS count FROM item WHERE words_version = 0`.then(([row]) => row!.count),
    );
    await foundAsBefore();
  }
  expect(left).toEqual([itemCount - 300, itemCount - 600]);

  const reports: IndexProgress[] = [];
  await indexRows(system, {
    signal: new AbortController().signal,
    report: (progress) => reports.push({ ...progress }),
  });
  expect(reports.at(-1)).toMatchObject({ items: itemCount - 600, itemsLeft: 0 });
  expect(await hasUnindexedRows(system)).toBe(false);
  await foundAsBefore();
  for (const query of ['zurich', '审批', 'quiet heron', 'loud nightingale', 'gru\u0308n 4', 'kite grün 5']) {
    expect(await countFound(databases, query), query).toBe(1);
  }
  expect(await countFound(databases, 'quiet -heron')).toBe(0);

  // One tag, one facet, and numbers sorted by value.
  const db = databases.asMembersOf([orgId]);
  const { facets } = await system.datasetRevision.findFirstOrThrow({ where: { datasetId } });
  expect(facets).toMatchObject({ tags: [{ value: 'grün', count: 3 }] });
  expect(await system.itemTag.findMany({ select: { tag: true } })).toEqual([{ tag: 'grün' }, { tag: 'grün' }]);
  const { rows } = await findItems({ db, limits: defaultLimits }, { id: datasetId, orgId }, 1, {
    first: 12,
    orderBy: { field: 'KEY', direction: 'ASC' },
  });
  const items = await system.item.findMany({ where: { id: { in: rows.map(({ id }) => id) } } });
  expect(rows.map(({ id }) => items.find((item) => item.id === id)!.key)).toEqual(
    Array.from({ length: 12 }, (_, index) => `k${index + 1}`),
  );
});

/** Returns a database client that aborts the run after it has written a batch of items. */
function interruptedAfter(system: Databases['system'], stop: AbortController): Databases['system'] {
  return new Proxy(system, {
    get(target, name, receiver) {
      if (name !== '$transaction') return Reflect.get(target, name, receiver) as unknown;
      return async (work: (tx: unknown) => Promise<unknown>, options: object) => {
        const result = await target.$transaction(work as never, options);
        if (Array.isArray(result) && result.length > 0) stop.abort();
        return result;
      };
    },
  });
}

test('an item that is published while texts are indexed is found by the words of its file', async () => {
  const databases = await oldDatabase();
  const { system } = databases;
  let isPublished = false;
  const publishing = new Proxy(system, {
    get(target, name, receiver) {
      if (name !== '$transaction') return Reflect.get(target, name, receiver) as unknown;
      return async (work: never, options: object) => {
        if (!isPublished) await publishHeron(databases);
        isPublished = true;
        return target.$transaction(work, options);
      };
    },
  });
  await indexRows(publishing, { signal: new AbortController().signal, report: () => {} });
  expect(await countFound(databases, 'heron')).toBe(2);
});

test('words that a killed worker has stored reach the items with the next run', async () => {
  const databases = await oldDatabase();
  const { system } = databases;
  const signal = new AbortController().signal;
  await publishHeron(databases);
  await expect(indexRows(killedWithWords(databases), { signal, report: () => {} })).rejects.toThrow('killed');
  expect(await hasUnindexedRows(system)).toBe(true);
  await indexRows(system, { signal, report: () => {} });
  expect(await countFound(databases, 'heron')).toBe(2);
  expect(await hasUnindexedRows(system)).toBe(false);

  // The same holds for a file that is read again, even if nothing reads it a third time.
  const file = await system.asset.findFirstOrThrow({ where: { objectKey: 'o2' } });
  const killed = replaceText({ db: killedWithWords(databases) }, file, 'A stork waits');
  await expect(killed).rejects.toThrow('killed');
  expect(await hasUnindexedRows(system)).toBe(true);
  await indexRows(system, { signal, report: () => {} });
  expect(await countFound(databases, 'stork')).toBe(2);
  expect(await countFound(databases, 'heron')).toBe(0);
  expect(await hasUnindexedRows(system)).toBe(false);
});

/** Returns a database client that stops working once the words of a file have been written, like a killed process. */
function killedWithWords({ system, systemPool }: Databases): Databases['system'] {
  const wordsSql = 'SELECT asset_id, md5(words::text) FROM asset_words ORDER BY 1';
  let isKilled = false;
  return new Proxy(system, {
    get(target, name, receiver) {
      if (isKilled) throw new Error('killed');
      if (name !== '$transaction') return Reflect.get(target, name, receiver) as unknown;
      return async (work: never, options: object) => {
        const before = await systemPool.query(wordsSql);
        const result = await target.$transaction(work, options);
        const after = await systemPool.query(wordsSql);
        isKilled = JSON.stringify(after.rows) !== JSON.stringify(before.rows);
        return result;
      };
    },
  });
}

/** Publishes another item with the file that contains “heron”, before the words of the file are stored. */
async function publishHeron({ systemPool }: Databases) {
  await systemPool.query(`
    INSERT INTO item (id, org_id, dataset_id, key, position, type, tags, metadata, created_at, content_hash, since_revision, words_version)
    VALUES ('${datasetId}', '${orgId}', '${datasetId}', 'new', ${itemCount + 1}, 'TEXT', '{}', '{}', now(), '', 1, 1);
    INSERT INTO item_asset (org_id, item_id, role, asset_id)
    SELECT org_id, '${datasetId}', 'PRIMARY', id FROM asset WHERE object_key = 'o2'`);
}

test('a row whose words PostgreSQL refuses is reported, and the other rows are indexed', async () => {
  const databases = await oldDatabase();
  const { system, systemPool } = databases;
  await systemPool.query(`
    CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION USING ERRCODE = '54000', MESSAGE = 'string is too long for tsvector'; END $$;
    CREATE TRIGGER refuse BEFORE UPDATE ON item FOR EACH ROW WHEN (OLD.key = 'k500') EXECUTE FUNCTION refuse()`);
  const { id } = await system.item.findFirstOrThrow({ where: { key: 'k500' } });
  const progress = await indexRows(system, { signal: new AbortController().signal, report: () => {} });
  expect(progress).toMatchObject({ items: itemCount - 1, itemsLeft: 1, refusedItems: [id] });
});
