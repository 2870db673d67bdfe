import { Client } from 'pg';
import { expect, test } from 'vitest';
import type { Asset, IngestSession } from '#prisma/client/client.ts';
import { declared, fileOf, sessionWith } from '#tests/kit/upload.ts';
import { type World, world } from '#tests/kit/world.ts';
import { newId } from '../ids.ts';
import { abandonIngestSession } from '../ingest/abandon-ingest-session.ts';
import { requestUploads } from '../ingest/request-uploads.ts';
import { sweepAssets } from './sweep-assets.ts';

const now = { graceHours: 0 };

test('an asset lives while an item or a session under way has it, and a while longer', async () => {
  const lab = await world();
  const { alice, birds, storage } = lab;
  const [published, staged, abandoned] = ['published', 'staged', 'abandoned'].map((content) => fileOf(content));
  const first = await sessionWith(alice, birds.id, [published!]);
  await addItem(lab, await assetOf(lab, published!.sha256));
  await close(lab, first, 'PUBLISHED');
  await sessionWith(alice, birds.id, [staged!]);
  const third = await sessionWith(alice, birds.id, [abandoned!]);
  await abandonIngestSession(await alice.context(), third.id);
  const doomed = await assetOf(lab, abandoned!.sha256);
  const contents = () =>
    lab.databases.system.asset
      .findMany({ orderBy: { createdAt: 'asc' } })
      .then((assets) => assets.map(({ sha256 }) => sha256));

  // Within the grace period, nothing is deleted.
  await sweep(lab);
  await sweep(lab);
  expect(await contents()).toHaveLength(3);

  // The first sweep marks the asset, the second deletes it.
  await sweep(lab, now);
  expect(await contents()).toHaveLength(3);
  await sweep(lab, now);
  expect(new Set(await contents())).toEqual(new Set([published!.sha256, staged!.sha256]));
  expect(await lab.databases.system.upload.findFirst({ where: { sha256: abandoned!.sha256 } })).toMatchObject({
    state: 'VERIFIED',
    assetId: null,
  });

  // The object is deleted once all signed URLs for it have expired.
  expect(await storage.head(doomed.objectKey)).not.toBeNull();
  await letTimePass(lab);
  await sweep(lab);
  expect(await storage.head(doomed.objectKey)).toBeNull();
  expect(await lab.databases.system.discardedObject.count()).toBe(0);
  for (const { objectKey } of await lab.databases.system.asset.findMany()) {
    expect(await storage.head(objectKey)).not.toBeNull();
  }
});

test('what was derived from an asset goes with it', async () => {
  const lab = await world();
  const { tableShape: _, ...source } = await orphan(lab);
  const { storage } = lab;
  const thumbnail = { objectKey: 'made/thumbnail', contentType: 'image/webp', bytes: Buffer.from('small') };
  await storage.write(thumbnail);
  await lab.databases.system.asset.create({
    data: {
      ...source,
      id: newId(),
      objectKey: thumbnail.objectKey,
      sourceId: source.id,
      sourceRole: 'THUMBNAIL',
      unreferencedAt: null,
    },
  });
  await sweep(lab, now);
  expect(await lab.databases.system.asset.count()).toBe(0);
  await letTimePass(lab);
  await sweep(lab, now);
  expect(await storage.head(thumbnail.objectKey)).toBeNull();
});

test('an asset that a session asks for again is kept, marked or not', async () => {
  const lab = await world();
  const { alice, birds } = lab;
  const source = await orphan(lab);
  const session = await sessionWith(alice, birds.id);
  const files = [declared(fileOf('orphan'))];
  const [answer] = await requestUploads(await alice.context(), { sessionId: session.id, files });
  expect(answer?.kind).toBe('AlreadyStored');
  await sweep(lab, now);
  await sweep(lab, now);
  expect(await lab.databases.system.asset.findFirst({ where: { id: source.id } })).toMatchObject({
    unreferencedAt: null,
  });
});

test('an asset that is being referred to at this very moment is not waited for, and not deleted', async () => {
  const lab = await world();
  const source = await orphan(lab);
  const publisher = new Client({ connectionString: lab.connectionString });
  await publisher.connect();
  await publisher.query('BEGIN');
  await insertItem(publisher, lab, source);
  await sweep(lab, now);
  await publisher.query('COMMIT');
  await publisher.end();
  expect(await lab.databases.system.asset.count()).toBe(1);
  expect(await lab.databases.system.itemAsset.count()).toBe(1);
  await sweep(lab, now);
  await sweep(lab, now);
  expect(await lab.databases.system.asset.findFirst()).toMatchObject({ id: source.id, unreferencedAt: null });
});

test('sweeps and uploads of the same files, all at once: what is verified stays stored', async () => {
  const lab = await world({ poolSize: 12 });
  const { alice, birds, storage, databases } = lab;
  const files = Array.from({ length: 10 }, (_, index) => fileOf(`contended ${index}`));
  const published = new AbortController();
  const sweeps = Promise.all(
    [1, 2].map(async () => {
      while (!published.signal.aborted) {
        await letTimePass(lab);
        await sweep(lab, now);
      }
    }),
  );
  const publishers = Array.from({ length: 4 }, async () => {
    for (let round = 0; round < 6; round++) {
      const session = await sessionWith(alice, birds.id, files);
      const uploads = await databases.system.upload.findMany({
        where: { sessionId: session.id },
        include: { asset: true },
      });
      for (const { state, asset } of uploads) {
        expect(state).toBe('VERIFIED');
        expect(await storage.head(asset!.objectKey)).not.toBeNull();
      }
      await databases.system.ingestSession.updateMany({
        where: { id: session.id },
        data: { state: 'ABANDONED', closedAt: new Date(0) },
      });
    }
  });
  await Promise.all(publishers).finally(() => published.abort());
  await sweeps;
});

function sweep({ databases, storage }: World, options?: { graceHours: number }) {
  return sweepAssets({ system: databases.system, storage }, options);
}

/** Creates an asset that nothing refers to, marked by a sweep long ago. */
async function orphan(lab: World): Promise<Asset> {
  const session = await sessionWith(lab.alice, lab.birds.id, [fileOf('orphan')]);
  await close(lab, session, 'ABANDONED');
  const { id, orgId } = await assetOf(lab, fileOf('orphan').sha256);
  return lab.databases.system.asset.update({
    where: { orgId_id: { orgId, id } },
    data: { unreferencedAt: new Date(0) },
  });
}

async function close({ databases }: World, { id }: IngestSession, state: 'PUBLISHED' | 'ABANDONED') {
  await databases.system.ingestSession.updateMany({ where: { id }, data: { state, closedAt: new Date(0) } });
}

/** Makes all discarded objects due for deletion. */
async function letTimePass({ databases }: World) {
  await databases.system.discardedObject.updateMany({ data: { deleteAfter: new Date(0) } });
}

function assetOf({ databases }: World, sha256: string) {
  return databases.system.asset.findFirstOrThrow({ where: { sha256 } });
}

async function addItem(lab: World, asset: Asset) {
  const client = new Client({ connectionString: lab.connectionString });
  await client.connect();
  await insertItem(client, lab, asset);
  await client.end();
}

async function insertItem(client: Client, { birds }: World, asset: Asset) {
  const id = newId();
  await client.query(
    `INSERT INTO item (id, org_id, dataset_id, key, position, type, tags, metadata, created_at, content_hash, since_revision)
     VALUES ($1, $2, $3, 'robin', 1, 'TEXT', '{}', '{}', now(), '', 1)`,
    [id, birds.orgId, birds.id],
  );
  await client.query(`INSERT INTO item_asset (org_id, item_id, role, asset_id) VALUES ($1, $2, 'PRIMARY', $3)`, [
    birds.orgId,
    id,
    asset.id,
  ]);
}
