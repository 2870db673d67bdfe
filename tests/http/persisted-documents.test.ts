import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OperationContext } from '@urql/core';
import { expect, onTestFinished, test, vi } from 'vitest';
import { pipe, take, toPromise } from 'wonka';
import { connect } from '#sdk/api/api.ts';
import type { GraphqlOptions } from '#server/graphql/create-graphql.ts';
import { BadDocuments, documentFilesIn, readDocuments } from '#server/graphql/read-documents.ts';
import { serve } from '#tests/kit/serve.ts';
import { worldOfFile } from '#tests/kit/world.ts';
import { bypassingCache } from '../../client/data/bypass.ts';
import { createApiClient } from '../../client/data/client.ts';
import * as viewer from '../../client/gql/graphql.ts';
import * as sdk from '../../sdk/gql/graphql.ts';

const lab = worldOfFile();
const documents = readDocuments(['client/gql/persisted-documents.json', 'sdk/gql/persisted-documents.json']);

async function serveWith(graphql: GraphqlOptions) {
  const { url, stop } = await serve(lab(), { graphql });
  onTestFinished(stop);
  return `${url}/graphql`;
}

const json = { 'content-type': 'application/json', accept: 'application/graphql-response+json' };

async function post(url: string, body: object) {
  const headers = { ...json, authorization: `Bearer ${lab().alice.token}` };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  const answer = (await response.json()) as { data?: unknown; errors?: { extensions: Record<string, unknown> }[] };
  return { status: response.status, data: answer.data, code: answer.errors?.[0]?.extensions['code'] };
}

/** Creates the viewer's client for alice, and collects its requests. */
function viewerClient(url: string) {
  const sent: { query?: string; extensions?: object }[] = [];
  const real = globalThis.fetch;
  vi.stubGlobal('fetch', (input: string, init: RequestInit & { body: string }) => {
    expect(init.method).toBe('POST');
    sent.push(JSON.parse(init.body) as (typeof sent)[number]);
    const headers = new Headers(init.headers);
    headers.set('authorization', `Bearer ${lab().alice.token}`);
    return real(input, { ...init, headers });
  });
  vi.stubGlobal('sessionStorage', { getItem: () => null });
  onTestFinished(() => void vi.unstubAllGlobals());
  return { client: createApiClient({ url, onUnauthenticated: () => {} }), sent };
}

test('the viewer sends hashes for all that it asks, does and follows', async () => {
  const { client, sent } = viewerClient(await serveWith({ documents, documentsOnly: true }));
  const answers = [
    await client.query(viewer.DatasetListDocument, { organization: 'lumen' }).toPromise(),
    await client.mutation(viewer.SignOutDocument, {}).toPromise(),
    await pipe(
      client.subscription(viewer.FollowIngestSessionDocument, { id: 'SW5nZXN0U2Vzc2lvbjp4' }),
      take(1),
      toPromise,
    ),
  ];
  expect(sent).toHaveLength(3);
  for (const { query, extensions } of sent) {
    expect(query).toBeUndefined();
    expect(extensions).toMatchObject({
      persistedQuery: { version: 1, sha256Hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
  }
  // The third answer is an error for a missing session. No answer is an error for a missing document.
  expect(answers[0]!.data).toMatchObject({ datasets: { edges: [{ node: { slug: 'birds' } }] } });
  expect(answers.map(({ error }) => error?.graphQLErrors[0]?.extensions['code'])).not.toContain('PERSISTED_QUERY_ONLY');
  expect(answers.map(({ error }) => error?.message).join()).not.toContain('PersistedQuery');
});

test('what goes around the cache is asked each time, by its hash as well', async () => {
  const { client, sent } = viewerClient(await serveWith({ documents }));
  const ask = (context?: Partial<OperationContext>) => client.query(viewer.SignedInDocument, {}, context).toPromise();
  const around = [await ask(bypassingCache), await ask(bypassingCache)];
  expect(sent).toHaveLength(2);
  const through = [await ask(), await ask()];
  expect(sent).toHaveLength(3);
  expect(sent.every(({ query }) => query === undefined)).toBe(true);
  for (const { data } of [...around, ...through]) expect(data).toEqual(around[0]!.data);
});

test('a viewer that the server does not know yet sends the text, once asked for it', async () => {
  const { client, sent } = viewerClient(await serveWith({}));
  const { data, error } = await client.query(viewer.SignedInDocument, {}).toPromise();
  expect(error).toBeUndefined();
  expect(data).toBeDefined();
  expect(sent.map(({ query }) => query !== undefined)).toEqual([false, true]);
});

test('when they are the only ones, no other document is taken', async () => {
  const url = await serveWith({ documents, documentsOnly: true });
  const unknown = { version: 1, sha256Hash: 'ab'.repeat(32) };
  const [hash] = [...documents.keys()];
  const text = '{ viewer { kind } }';
  expect(await post(url, { query: text })).toMatchObject({ status: 400, code: 'PERSISTED_QUERY_ONLY' });
  expect(await post(url, { query: text, extensions: { persistedQuery: unknown } })).toMatchObject({
    status: 400,
    code: 'PERSISTED_QUERY_ONLY',
  });
  expect(await post(url, { extensions: { persistedQuery: unknown } })).toMatchObject({
    status: 400,
    code: 'PERSISTED_QUERY_NOT_FOUND',
  });
  expect(await post(url, {})).toMatchObject({ status: 400, code: 'PERSISTED_QUERY_ONLY' });
  // A document sent with the hash of another one is not executed.
  const smuggled = {
    query: '{ __schema { types { name } } }',
    extensions: { persistedQuery: { version: 1, sha256Hash: hash } },
  };
  expect(JSON.stringify(await post(url, smuggled))).not.toContain('__schema');
});

test('the SDK is understood by a server that takes only what it knows', async () => {
  const endpoint = await serveWith({ documents, documentsOnly: true });
  const ask = connect({ endpoint, token: lab().alice.token, fetch, signal: new AbortController().signal });
  expect((await ask(sdk.ViewerDocument, {})).data).toMatchObject({
    viewer: { scopes: expect.arrayContaining(['READ']) },
  });
});

test('an operator’s folder is read, and a document that is not what its hash says is refused', () => {
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-documents-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const [[hash, text]] = [...documents] as [[string, string]];
  writeFileSync(join(folder, 'mine.json'), JSON.stringify({ [`sha256:${hash}`]: text }));
  expect([...readDocuments(documentFilesIn(folder))]).toEqual([[hash, text]]);
  writeFileSync(join(folder, 'mine.json'), JSON.stringify({ [`sha256:${hash}`]: `${text} ` }));
  expect(() => readDocuments(documentFilesIn(folder))).toThrow(BadDocuments);
});

test('a hash is a small part of what the text would be', () => {
  const texts = [...readDocuments(['client/gql/persisted-documents.json']).values()];
  const bytes = (extra: object) => Buffer.byteLength(JSON.stringify(extra));
  const hash = bytes({ extensions: { persistedQuery: { version: 1, sha256Hash: 'ab'.repeat(32) } } });
  const saved = texts.reduce((sum, query) => sum + bytes({ query }) - hash, 0) / texts.length;
  console.log(`persisted documents: ${texts.length}, each request ${Math.round(saved)} bytes shorter on average`);
  expect(saved).toBeGreaterThan(100);
});
