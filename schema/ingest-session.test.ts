import { encodeGlobalID } from '@pothos/plugin-relay';
import { expect, onTestFinished, test } from 'vitest';
import { createGraphql } from '#server/graphql/create-graphql.ts';
import { answerTo, ask } from '#tests/kit/ask.ts';
import type { Person } from '#tests/kit/person.ts';
import { declared, fileOf, put, sessionWith, upload } from '#tests/kit/upload.ts';
import { worldOfFile } from '#tests/kit/world.ts';

const lab = worldOfFile();
const datasetId = () => encodeGlobalID('Dataset', lab().birds.id);

const openSession = `
  mutation Open($input: OpenIngestSessionInput!) {
    openIngestSession(input: $input) {
      __typename
      ... on OpenIngestSessionSuccess {
        session { id state mode expiresAt limits { uploadsPerCall singlePutByteSize } progress { filesDeclared } }
      }
      ... on Error { code message }
    }
  }`;
const requestUploads = `
  mutation Request($input: RequestUploadsInput!) {
    requestUploads(input: $input) {
      __typename
      ... on RequestUploadsSuccess {
        answers {
          __typename
          ... on UploadTarget { clientRef method url headers { name value } expiresAt }
          ... on AlreadyStored { clientRef sha256 }
          ... on UploadRejected { clientRef code path }
        }
      }
      ... on Error { code message }
    }
  }`;

test('a pipeline opens a session, sends a file by what it is told, and sees it listed', async () => {
  const { alice } = lab();
  const opened = await ask<Answers>(alice, openSession, { input: { datasetId: datasetId(), mode: 'REPLACE' } });
  const { session } = opened.openIngestSession!;
  expect(session).toMatchObject({ state: 'OPEN', mode: 'REPLACE', limits: { uploadsPerCall: 500 } });

  const file = fileOf('a heron', { clientRef: 'heron' });
  const files = [declared(file), { ...declared(file), sha256: 'x', clientRef: 'bad' }];
  const requested = await ask<Answers>(alice, requestUploads, { input: { sessionId: session.id, files } });
  const [target, rejected] = requested.requestUploads!.answers;
  expect(rejected).toEqual({
    __typename: 'UploadRejected',
    clientRef: 'bad',
    code: 'INVALID_INPUT',
    path: 'files.1.sha256',
  });
  const headers = Object.fromEntries(target!.headers!.map(({ name, value }) => [name, value]));
  const response = await put({ ...target!, kind: 'UploadTarget', headers } as never, file.bytes);
  expect(response.status).toBe(200);

  const uploads = `query Uploads($id: ID!) {
    node(id: $id) { ... on IngestSession {
      missing: uploads(state: MISSING) { edges { node { clientRef byteSize state } } }
      verified: uploads(state: VERIFIED) { edges { node { clientRef } } }
    } }
  }`;
  expect(await ask(alice, uploads, { id: session.id })).toEqual({
    node: {
      missing: { edges: [{ node: { clientRef: 'heron', byteSize: 7, state: 'MISSING' } }] },
      verified: { edges: [] },
    },
  });
});

test('pages of a session’s files hold each of them once', async () => {
  const { alice, birds } = lab();
  const files = Array.from({ length: 23 }, (_, index) => fileOf(`page ${index}`, { clientRef: `${index}` }));
  const session = await sessionWith(alice, birds.id, files);
  const query = `query Page($id: ID!, $after: String) {
    node(id: $id) { ... on IngestSession {
      uploads(first: 10, after: $after) { edges { node { clientRef } } pageInfo { hasNextPage endCursor } }
    } }
  }`;
  const seen: string[] = [];
  for (let after: string | null = null, more = true; more; ) {
    const { node }: Answers = await ask<Answers>(alice, query, {
      id: encodeGlobalID('IngestSession', session.id),
      after,
    });
    seen.push(...node!.uploads.edges.map(({ node: { clientRef } }) => clientRef));
    after = node!.uploads.pageInfo.endCursor;
    more = node!.uploads.pageInfo.hasNextPage;
  }
  expect(seen.toSorted()).toEqual(files.map(({ clientRef }) => clientRef).toSorted());
});

test('sessions are listed newest first, and only to those who may publish', async () => {
  const { alice, bob, ada, mallory, birds, databases } = lab();
  const secret = await databases.system.dataset.create({
    data: { ...birds, id: '01900000-0000-7000-8000-0000000005ec', slug: 'secret', visibility: 'RESTRICTED' },
  });
  const hidden = await sessionWith(ada, secret.id);
  const first = await sessionWith(alice, birds.id);
  const second = await sessionWith(alice, birds.id);
  await databases.system.dataset.updateMany({ data: { revision: 1 } });
  const query = `{
    organization(slug: "lumen") { ingestSessions(first: 2) { edges { node { id } } } }
    dataset(organizationSlug: "lumen", slug: "birds") { ingestSessions(first: 2, states: [OPEN]) { edges { node { id } } } }
  }`;
  const list = (...ids: string[]) => ({
    ingestSessions: { edges: ids.map((id) => ({ node: { id: encodeGlobalID('IngestSession', id) } })) },
  });
  const newest = list(second.id, first.id);
  expect(await ask(alice, query)).toEqual({ organization: newest, dataset: newest });
  const toBob = await answerTo(bob, query);
  expect(toBob.data).toEqual({ organization: { ingestSessions: null }, dataset: { ingestSessions: null } });
  expect(toBob.errors?.map(({ extensions }) => extensions?.['code'])).toEqual(['FORBIDDEN', 'FORBIDDEN']);
  expect(await ask(mallory, query)).toEqual({ organization: null, dataset: null });

  const secrets = `query All($states: [IngestState!]) {
    organization(slug: "lumen") { ingestSessions(first: 100, states: $states) { edges { node { id } } } }
  }`;
  const ids = async (person: Person) => JSON.stringify(await ask(person, secrets));
  expect(await ids(ada)).toContain(encodeGlobalID('IngestSession', hidden.id));
  expect(await ids(alice)).not.toContain(encodeGlobalID('IngestSession', hidden.id));
  for (const id of [hidden.id, first.id]) {
    const node = `{ node(id: "${encodeGlobalID('IngestSession', id)}") { id } }`;
    expect(await ask(mallory, node)).toEqual({ node: null });
    expect(await ask(bob, node)).toEqual({ node: null });
  }
});

test('progress comes as server-sent events, and ends when the session does', async () => {
  const { alice, birds } = lab();
  const session = await sessionWith(alice, birds.id);
  const states = listen(alice, session.id);
  expect(await states.next()).toMatchObject({ value: { state: 'OPEN', progress: { filesVerified: 0 } } });
  await upload(alice, session, [fileOf('live')]);
  await expect
    .poll(async () => (await states.next()).value)
    .toMatchObject({ progress: { filesVerified: 1 }, dataset: { slug: 'birds' } });
  const abandon = `mutation { abandonIngestSession(input: { sessionId: "${encodeGlobalID('IngestSession', session.id)}" }) {
    ... on AbandonIngestSessionSuccess { session { state } }
  } }`;
  expect(await ask(alice, abandon)).toEqual({ abandonIngestSession: { session: { state: 'ABANDONED' } } });
  expect(await states.next()).toMatchObject({ value: { state: 'ABANDONED' } });
  expect(await states.next()).toEqual({ done: true, value: undefined });
});

test('a stranger’s subscription is answered like one to nothing', async () => {
  const { alice, mallory, birds } = lab();
  const session = await sessionWith(alice, birds.id);
  const answers = await Promise.all(
    [session.id, '01900000-0000-7000-8000-000000000000'].map(async (id) => {
      const stream = await subscribe(mallory, id);
      return (await stream.text()).replaceAll(encodeGlobalID('IngestSession', id), '').replaceAll(id, '');
    }),
  );
  expect(answers[0]).toContain('This ingest session does not exist');
  expect(answers[0]).toBe(answers[1]);
});

test('errors are answers', async () => {
  const { alice, mallory } = lab();
  const open = (person: Person, input: object) =>
    answerTo(person, openSession, { input: { datasetId: datasetId(), mode: 'REPLACE', ...input } });
  expect((await open(mallory, {})).data).toMatchObject({ openIngestSession: { code: 'NOT_FOUND' } });
  expect((await open(alice, { message: 'x'.repeat(2_001) })).data).toMatchObject({
    openIngestSession: { code: 'INVALID_INPUT' },
  });
  await open(alice, { idempotencyKey: 'same' });
  expect((await open(alice, { idempotencyKey: 'same', mode: 'APPEND' })).data).toMatchObject({
    openIngestSession: { code: 'IDEMPOTENCY_CONFLICT' },
  });
});

interface Answers {
  openIngestSession?: { session: { id: string } };
  requestUploads?: { answers: { headers?: { name: string; value: string }[]; url: string; method: string }[] };
  node?: {
    uploads: {
      edges: { node: { clientRef: string } }[];
      pageInfo: { hasNextPage: boolean; endCursor: string | null };
    };
  };
}

/** Subscribes with server-sent events, over HTTP. */
async function subscribe(person: Person, sessionId: string): Promise<Response> {
  const yoga = createGraphql();
  const context = await person.context();
  const query = `subscription Follow($id: ID!) {
    ingestSession(id: $id) { state progress { filesDeclared filesVerified } dataset { slug } }
  }`;
  const stop = new AbortController();
  onTestFinished(() => stop.abort());
  const request = new yoga.fetchAPI.Request('http://localhost/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify({ query, variables: { id: encodeGlobalID('IngestSession', sessionId) } }),
    signal: stop.signal,
  });
  const arriving = { ...context, contextFor: async () => context };
  return yoga.fetch(request, arriving);
}

async function* listen(person: Person, sessionId: string) {
  const { body } = await subscribe(person, sessionId);
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
    text += decoder.decode(chunk, { stream: true });
    const events = text.split('\n\n');
    text = events.pop()!;
    for (const event of events) {
      const data = /^data: (\{.*\})$/m.exec(event)?.[1];
      if (data !== undefined) yield (JSON.parse(data) as { data: { ingestSession: object } }).data.ingestSession;
    }
  }
}
