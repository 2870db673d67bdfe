import { expect, onTestFinished, test } from 'vitest';
import { connectDatabases } from '#database/databases.ts';
import { itemFor, itemsOf } from '#tests/kit/publish.ts';
import { serve } from '#tests/kit/serve.ts';
import { fileOf, upload } from '#tests/kit/upload.ts';
import { type World, world } from '#tests/kit/world.ts';
import { ask } from './ask.ts';

const copies = 4;
const publishes = 50;
const crow = fileOf('crow');

const Open = `mutation ($input: OpenIngestSessionInput!) {
  openIngestSession(input: $input) {
    ... on OpenIngestSessionSuccess { session { id } }
    ... on Error { code }
  }
}`;

const Publish = `mutation ($input: PublishIngestSessionInput!) {
  publishIngestSession(input: $input) {
    __typename
    ... on PublishIngestSessionSuccess {
      outcome { __typename ... on PublishSucceeded { noop revision { id number itemCount createdAt } } }
    }
    ... on Error { code message }
  }
}`;

interface Outcome {
  __typename: string;
  code?: string;
  outcome?: { __typename: string; noop: boolean; revision: { number: number; itemCount: number } };
}

/** Starts several API servers with one database and one store, each with its own connections. */
async function apis(lab: World): Promise<string[]> {
  return Promise.all(
    Array.from({ length: copies }, async () => {
      const databases = connectDatabases({ connectionString: lab.connectionString, poolSize: 8 });
      const served = await serve({ ...lab, databases });
      onTestFinished(async () => {
        await served.stop();
        await databases.close();
      });
      return served.url;
    }),
  );
}

/** Opens a session for each key, at one server after another. Returns the ids of the sessions. */
async function openAll(lab: World, urls: readonly string[], keys: readonly string[], mode: string): Promise<string[]> {
  const { datasets } = await dataOf<{ datasets: { edges: { node: { id: string } }[] } }>(
    lab,
    urls[0]!,
    '{ datasets(first: 1) { edges { node { id } } } }',
    {},
  );
  const dataset = datasets.edges[0]?.node.id;
  return Promise.all(
    keys.map(async (idempotencyKey, index) => {
      const input = { datasetId: dataset, mode, idempotencyKey };
      const data = await dataOf<{ openIngestSession: { session: { id: string } } }>(lab, urls[index % copies]!, Open, {
        input,
      });
      return data.openIngestSession.session.id;
    }),
  );
}

/** Publishes all sessions at the same time, each at the next server. */
function publishAll(
  lab: World,
  urls: readonly string[],
  inputs: readonly { sessionId: string; manifest: { items: object[] }; expectedRevisionNumber?: number }[],
): Promise<Outcome[]> {
  return Promise.all(
    inputs.map(async (input, index) => {
      const data = await dataOf<{ publishIngestSession: Outcome }>(lab, urls[index % copies]!, Publish, { input });
      return data.publishIngestSession;
    }),
  );
}

async function dataOf<Data>({ alice }: World, url: string, query: string, variables: object): Promise<Data> {
  const reply = await ask({ url, alice }, query, variables);
  if ('failure' in reply) throw new Error(`The API answered ${reply.failure}.`);
  return reply.data as Data;
}

async function prepared() {
  const lab = await world({ poolSize: 8 });
  const { databases, alice, birds } = lab;
  const urls = await apis(lab);
  const [first = ''] = await openAll(lab, urls, ['files'], 'REPLACE');
  const { id, orgId } = await databases.system.ingestSession.findFirstOrThrow({ where: { datasetId: birds.id } });
  await upload(alice, { id, orgId }, [crow]);
  // Publishes a revision with the file. Afterwards every session may refer to the file.
  await publishAll(lab, urls, [{ sessionId: first, manifest: { items: [itemFor('first', crow)] } }]);
  return { lab, urls };
}

test('fifty publishes of one session at four copies of the API are one publish, told fifty times in the same words', async () => {
  const { lab, urls } = await prepared();
  const sessions = await openAll(lab, urls, Array<string>(publishes).fill('one key'), 'APPEND');
  expect(new Set(sessions).size).toBe(1);
  const items = [itemFor('a', crow), itemFor('b', crow)];
  const outcomes = await publishAll(
    lab,
    urls,
    sessions.map((sessionId) => ({ sessionId, manifest: { items } })),
  );
  expect(new Set(outcomes.map((outcome) => JSON.stringify(outcome))).size).toBe(1);
  expect(outcomes[0]).toMatchObject({ outcome: { noop: false, revision: { number: 2, itemCount: 3 } } });
  expect(await lab.databases.system.datasetRevision.count()).toBe(2);
  expect(await itemsOf(lab, lab.birds, 2)).toHaveLength(3);
});

test('of fifty sessions that all expect the same revision one wins, and the others are told of a conflict', async () => {
  const { lab, urls } = await prepared();
  const keys = Array.from({ length: publishes }, (_, index) => `key ${index}`);
  const sessions = await openAll(lab, urls, keys, 'APPEND');
  const outcomes = await publishAll(
    lab,
    urls,
    sessions.map((sessionId, index) => ({
      sessionId,
      manifest: { items: [itemFor(`k${index}`, crow)] },
      expectedRevisionNumber: 1,
    })),
  );
  const winners = outcomes.flatMap(({ outcome }, index) => (outcome ? [{ ...outcome, key: `k${index}` }] : []));
  expect(winners).toMatchObject([
    { __typename: 'PublishSucceeded', noop: false, revision: { number: 2, itemCount: 2 } },
  ]);
  const codes = new Set(outcomes.flatMap(({ code }) => code ?? []));
  expect([...codes].filter((code) => !['VERSION_CONFLICT', 'PUBLISH_IN_PROGRESS'].includes(code))).toEqual([]);
  expect(outcomes.filter(({ code }) => code)).toHaveLength(publishes - 1);
  expect((await itemsOf(lab, lab.birds, 2)).map(({ key }) => key)).toEqual(['first', winners[0]?.key]);
});
