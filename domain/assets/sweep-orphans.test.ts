import { randomBytes, randomUUID } from 'node:crypto';
import pMap from 'p-map';
import { expect, test } from 'vitest';
import { itemFor, manifestOf, publishItems } from '#tests/kit/publish.ts';
import { declared, fileOf, put, sessionWith } from '#tests/kit/upload.ts';
import { type World, world } from '#tests/kit/world.ts';
import { signReport } from '../ingest/manifest/sign-report.ts';
import { publishIngestSession } from '../ingest/publish-ingest-session.ts';
import { requestUploads } from '../ingest/request-uploads.ts';
import { newObjectKey } from '../ingest/uploads/object-key.ts';
import { attachDerivedAsset } from './attach-derived-asset.ts';
import { type SweepOrphansOptions, sweepOrphans } from './sweep-orphans.ts';

const now = { graceHours: 0 };
const [crow, wren] = [fileOf('crow'), fileOf('wren')];

test('what a killed process left is removed after a while; what is not ours never', async () => {
  const lab = await world();
  const derived = `org/${lab.lumen.id}/${randomUUID()}`;
  const keys = [newObjectKey(), newObjectKey(), derived];
  for (const objectKey of [...keys, 'somebody/elses.txt', randomUUID()]) await store(lab, objectKey);
  const multipartId = await lab.storage.openMultipart({ objectKey: newObjectKey(), contentType: 'video/mp4' });

  expect(await sweep(lab)).toEqual({ objects: 0, multiparts: 0, others: 0 });
  expect(await sweep(lab, now)).toEqual({ objects: 3, multiparts: 1, others: 0 });
  expect(await sweep(lab, now)).toEqual({ objects: 0, multiparts: 0, others: 0 });
  for (const objectKey of keys) expect(await lab.storage.head(objectKey)).toBeNull();
  expect(await lab.storage.head('somebody/elses.txt')).not.toBeNull();
  expect((await lab.storage.listMultiparts({ after: null })).map(({ uploadId }) => uploadId)).not.toContain(
    multipartId,
  );
});

test('nothing goes that a revision, an open session, a report or a given-up file still has', async () => {
  const lab = await world({ limits: { singlePutByteSize: 1024 ** 2 } });
  const { alice, birds, storage, databases } = lab;
  const { system } = databases;
  await publishItems(alice, birds.id, [itemFor('crow', crow)], [crow]);
  const source = await system.asset.findFirstOrThrow({ where: { sha256: crow.sha256 } });
  await attachDerivedAsset({ db: system, storage }, source, {
    role: 'THUMBNAIL',
    contentType: 'image/webp',
    bytes: Buffer.from('small'),
  });

  // A manifest with issues and its report, a file that arrived but was not checked, and a large file that has begun.
  const broken = manifestOf('{"key":');
  const session = await sessionWith(alice, birds.id, [broken]);
  const context = await alice.context();
  const publish = publishIngestSession(context, { sessionId: session.id, manifestSha256: broken.sha256 });
  await expect(publish).rejects.toMatchObject({ issueCount: 1 });
  const report = await signReport(context, { id: session.id, orgId: session.orgId, issueCount: 1 });
  const files = [declared(wren), declared(fileOf(randomBytes(1024 ** 2 + 1)))];
  const [small, multipart] = await requestUploads(context, { sessionId: session.id, files });
  expect((await put(small, wren.bytes)).ok).toBe(true);
  expect(multipart?.kind).toBe('MultipartUploadTarget');
  const discarded = newObjectKey();
  await store(lab, discarded);
  await system.discardedObject.create({
    data: { objectKey: discarded, orgId: lab.lumen.id, deleteAfter: new Date(Date.now() + 60_000) },
  });

  expect(await sweep(lab, now)).toEqual({ objects: 0, multiparts: 0, others: 0 });
  expect((await fetch(report!.url)).status).toBe(200);
  expect(await storage.head(discarded)).not.toBeNull();
  await expectWhole(lab);
});

test('what a deleted organization has left is removed, and nobody else’s', async () => {
  const lab = await world();
  const { alice, mallory, birds, plates, databases } = lab;
  await publishItems(alice, birds.id, [itemFor('crow', crow)], [crow]);
  await publishItems(mallory, plates.id, [itemFor('plate', wren)], [wren]);
  const theirs = await databases.system.asset.findFirstOrThrow({ where: { sha256: wren.sha256 } });
  // Deletes table by table, as an operator would.
  await databases.system.$executeRaw`DELETE FROM ingest_session WHERE org_id = ${lab.meridian.id}::uuid`;
  await databases.system.$executeRaw`DELETE FROM dataset WHERE org_id = ${lab.meridian.id}::uuid`;
  await databases.system.$executeRaw`DELETE FROM asset WHERE org_id = ${lab.meridian.id}::uuid`;
  expect(await sweep(lab, now)).toMatchObject({ objects: 1 });
  expect(await lab.storage.head(theirs.objectKey)).toBeNull();
  await expectWhole(lab);
});

test('with another deployment in the same bucket nothing is removed', async () => {
  const lab = await world();
  const orphan = newObjectKey();
  await store(lab, orphan);
  await store(lab, `deployments/${randomUUID()}`);
  expect(await sweep(lab, now)).toEqual({ objects: 0, multiparts: 0, others: 1 });
  expect(await lab.storage.head(orphan)).not.toBeNull();
});

test('a store of many pages is swept to its end', async () => {
  const lab = await world();
  await pMap(Array.from({ length: 1_100 }), () => store(lab, newObjectKey()), { concurrency: 16 });
  await publishItems(lab.alice, lab.birds.id, [itemFor('crow', crow)], [crow]);
  expect(await sweep(lab, now)).toMatchObject({ objects: 1_100 });
  await expectWhole(lab);
});

test('sweeping again and again while files are sent and published takes nothing away', async () => {
  const lab = await world({ poolSize: 10 });
  const { alice, birds } = lab;
  const state = { publishing: true };
  const sweeping = (async () => {
    let removed = 0;
    while (state.publishing) removed += (await sweep(lab, now)).objects;
    return removed;
  })();
  await Promise.all(
    Array.from({ length: 4 }, async (_, hand) => {
      for (let round = 0; round < 3; round += 1) {
        const files = Array.from({ length: 10 }, (_none, index) => fileOf(`${hand} ${round} ${index}`));
        const items = files.map((file, index) => itemFor(`${hand}/${round}/${index}`, file));
        await publishItems(alice, birds.id, items, files, 'APPEND').catch((error: unknown) => {
          // Another session was publishing. The files stay nevertheless.
          if ((error as { code?: string }).code !== 'PUBLISH_IN_PROGRESS') throw error;
        });
      }
    }),
  );
  state.publishing = false;
  expect(await sweeping).toBe(0);
  await expectWhole(lab);
});

test('every column that names an object is asked', async () => {
  const lab = await world();
  const columns = await lab.databases.system.$queryRaw<{ name: string }[]>`
    SELECT table_name || '.' || column_name AS name FROM information_schema.columns
    WHERE table_schema = 'public' AND column_name LIKE '%object_key' ORDER BY name`;
  expect(columns.map(({ name }) => name)).toEqual([
    'asset.object_key',
    'dataset_export.data_object_key',
    'dataset_export.object_key',
    'discarded_object.object_key',
    'ingest_session.report_object_key',
    'upload.object_key',
  ]);
});

function sweep({ databases, storage }: World, options: SweepOrphansOptions = {}) {
  return sweepOrphans({ system: databases.system, storage }, options);
}

function store({ storage }: World, objectKey: string) {
  return storage.write({ objectKey, contentType: 'text/plain', bytes: Buffer.from(objectKey) });
}

/** Checks that every asset has its object. */
async function expectWhole({ databases, storage }: World) {
  const assets = await databases.system.asset.findMany();
  expect(assets).not.toEqual([]);
  for (const { objectKey } of assets) expect(await storage.head(objectKey)).not.toBeNull();
}
