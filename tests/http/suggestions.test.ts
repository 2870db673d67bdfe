import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Served, serve } from '#tests/kit/serve.ts';
import { worldOfFile } from '#tests/kit/world.ts';

const lab = worldOfFile();
let served: Served;
beforeAll(async () => {
  served = await serve(lab());
});
afterAll(() => served.stop());

async function messagesOf(body: object, headers: Record<string, string> = {}) {
  const response = await fetch(`${served.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  const { errors = [] } = (await response.json()) as { errors?: { message: string }[] };
  return errors.map(({ message }) => message).join(' ');
}

const datasets = (args: string) => `{ datasets(${args}) { edges { cursor } } }`;
const createDataset = 'mutation ($input: CreateDatasetInput!) { createDataset(input: $input) { __typename } }';
const order = 'query ($orderBy: DatasetOrder) { datasets(orderBy: $orderBy) { edges { cursor } } }';

const strangers: Record<string, string>[] = [
  {},
  { authorization: 'Bearer vtr_guessed' },
  { cookie: 'vitrine-session=guessed', 'x-vitrine-csrf': '1' },
];

/** A misspelled name of each kind, in documents and in variables, and the correct name. */
const misspelt: [what: string, body: object, close: string][] = [
  ['a field', { query: '{ datasetz { edges { cursor } } }' }, '"datasets"'],
  ['a field of a type', { query: '{ viewer { membership { role } } }' }, '"memberships"'],
  ['a field of one type of an interface', { query: '{ node(id: "x") { slug } }' }, '"Dataset"'],
  ['an argument', { query: datasets('frst: 3') }, '"first"'],
  ['an argument of a directive', { query: '{ viewer @skip(iff: true) { kind } }' }, '"if"'],
  ['a type', { query: '{ node(id: "x") { ... on Datasett { id } } }' }, '"Dataset"'],
  ['the type of a variable', { query: `query ($f: DatasetFiltr) ${datasets('filter: $f')}` }, '"DatasetFilter"'],
  ['a field of an input', { query: datasets('filter: { organisationSlug: "lumen" }') }, '"organizationSlug"'],
  ['an enum value', { query: datasets('orderBy: { field: NAMES }') }, '"NAME"'],
  ['an enum value as a text', { query: datasets('orderBy: { field: "NAME" }') }, '"NAME"'],
  ['a field of a variable', { query: createDataset, variables: { input: { licence: 'CC0-1.0' } } }, '"license"'],
  ['an enum value of a variable', { query: order, variables: { orderBy: { field: 'NAMES' } } }, '"NAME"'],
];

describe.each(misspelt)('%s that is misspelt', (_what, body, close) => {
  test('tells nothing of the schema to those who may not see it', async () => {
    for (const headers of strangers) {
      const message = await messagesOf(body, headers);
      expect(message).toMatch(/^\S.*\.$/);
      expect(message).not.toMatch(/did you mean|suggest/i);
    }
    // The request may contain the correct name itself.
    if (!JSON.stringify(body).includes(close.slice(1, -1))) expect(await messagesOf(body)).not.toContain(close);
  });

  test('is told to a member with what it is close to, whatever their role and token', async () => {
    const { olive, bob, alice } = lab();
    const senders = [olive, bob].map(({ token }) => ({ authorization: `Bearer ${token}` }));
    const cookie = `vitrine-session=${(await alice.inBrowser()).sessionSecret}`;
    for (const headers of [...senders, { cookie, 'x-vitrine-csrf': '1' }]) {
      const message = await messagesOf(body, headers);
      expect(message).toMatch(/ Did you mean .*\?/);
      expect(message).toContain(close);
    }
  });
});
