import { createApiToken } from '#domain/identity/create-api-token.ts';
import { newId } from '#domain/ids.ts';
import { abandonIngestSession } from '#domain/ingest/abandon-ingest-session.ts';
import { openIngestSession } from '#domain/ingest/open-ingest-session.ts';
import { requestUploads } from '#domain/ingest/request-uploads.ts';
import { fill, type Ids } from '#tests/isolation/scene.ts';
import { ask } from '#tests/kit/ask.ts';
import { idOf } from '#tests/kit/mutate.ts';
import type { Person } from '#tests/kit/person.ts';
import { declared, fileOf, type LocalFile, sessionWith } from '#tests/kit/upload.ts';
import type { World } from '#tests/kit/world.ts';

/** A caller: a member of lumen, a stranger to it, a token that only reads, or an anonymous caller. */
export type Sender = 'olive' | 'alice' | 'bob' | 'mallory' | 'reader' | 'nobody';

/** Objects that the mistakes refer to. */
export interface Scene {
  world: World;
  /** One id of each node type of lumen. */
  ids: Ids;
  /** The dataset of meridian. */
  foreignDataset: string;
  tokens: Record<Exclude<Sender, 'nobody'>, string>;
  expiredToken: string;
  sessionCookie: string;
  openSession: string;
  abandonedSession: string;
  /** A session with a file that has not arrived, and the SHA-256 of the file. */
  waitingSession: string;
  waiting: string;
  /** An idempotency key of a session without a message. */
  usedKey: string;
  /** An annotation that came with a manifest. */
  publishedAnnotation: string;
  /** A file that has arrived in the open session. */
  arrived: LocalFile;
  /** A cursor of the items in their default order. */
  itemCursor: string;
  /** A cursor of the datasets. */
  datasetCursor: string;
}

/** Creates the scene of all mistakes: a dataset with items, a session with a file, and a token for each caller. */
export async function makeScene(world: World): Promise<Scene> {
  const { alice, bob, olive, mallory, birds, plates, lumen } = world;
  const { system } = world.databases;
  const ids = await fill(world, olive, birds, 'heron');
  await system.itemSchema.create({
    data: {
      id: newId(),
      orgId: lumen.id,
      type: 'IMAGE',
      version: 1,
      schema: { properties: { rating: { type: 'number' } } },
      createdBy: olive.userId,
    },
  });
  const publishedAnnotation = await system.annotation.create({
    data: {
      id: newId(),
      orgId: lumen.id,
      datasetId: birds.id,
      itemKey: 'heron-1',
      kind: 'CLASSIFICATION',
      label: 'bird',
      geometry: {},
      source: 'PUBLISHER',
      sinceRevision: 1,
    },
  });
  const arrived = fileOf('a grey heron');
  const waiting = fileOf('a white egret');
  const [session, abandoned, reader, expired] = [
    await sessionWith(alice, birds.id, [arrived]),
    await sessionWith(alice, birds.id),
    await tokenOf(alice),
    await tokenOf(alice),
  ];
  const usedKey = 'nightly 7';
  const waitingSession = await openIngestSession(await alice.context(), {
    datasetId: birds.id,
    mode: 'REPLACE',
    idempotencyKey: usedKey,
  });
  await requestUploads(await alice.context(), { sessionId: waitingSession.id, files: [declared(waiting)] });
  await abandonIngestSession(await alice.context(), abandoned.id);
  await system.apiToken.updateMany({
    where: { id: expired.token.id },
    data: { expiresAt: new Date(Date.now() - 1_000) },
  });
  const pages = await ask<{
    datasets: { edges: { cursor: string }[] };
    dataset: { items: { edges: { cursor: string }[] } };
  }>(
    alice,
    '{ datasets { edges { cursor } } dataset(organizationSlug: "lumen", slug: "birds") { items(first: 1) { edges { cursor } } } }',
  );
  return {
    world,
    ids,
    foreignDataset: idOf('Dataset', plates),
    tokens: { olive: olive.token, alice: alice.token, bob: bob.token, mallory: mallory.token, reader: reader.secret },
    expiredToken: expired.secret,
    sessionCookie: `vitrine-session=${(await alice.inBrowser()).sessionSecret}`,
    openSession: idOf('IngestSession', session),
    abandonedSession: idOf('IngestSession', abandoned),
    waitingSession: idOf('IngestSession', waitingSession),
    waiting: waiting.sha256,
    usedKey,
    publishedAnnotation: idOf('Annotation', publishedAnnotation),
    arrived,
    itemCursor: pages.dataset.items.edges[0]!.cursor,
    datasetCursor: pages.datasets.edges[0]!.cursor,
  };

  async function tokenOf(person: Person) {
    const context = await (await person.inBrowser()).context();
    return createApiToken(context, { orgId: person.orgId, name: 'reader', scopes: ['READ'] });
  }
}
