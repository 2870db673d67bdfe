import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { idOf } from '#tests/kit/mutate.ts';
import { type Served, serve } from '#tests/kit/serve.ts';
import { worldOfFile } from '#tests/kit/world.ts';

const lab = worldOfFile();
let served: Served;
beforeAll(async () => {
  served = await serve(lab());
});
afterAll(() => served.stop());

const create = 'mutation ($input: CreateDatasetInput!) { createDataset(input: $input) { __typename } }';

/** The request to create a dataset whose name has a letter beyond ASCII. */
function bodyOf(slug: string): string {
  return JSON.stringify({
    query: create,
    variables: { input: { organizationId: idOf('Organization', lab().lumen), slug, name: 'Müller' } },
  });
}

async function send(body: Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) {
  const response = await fetch(`${served.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${lab().alice.token}`, ...headers },
    body,
  });
  const { data, errors } = (await response.json()) as { data?: unknown; errors?: { message: string }[] };
  return { status: response.status, data, message: errors?.[0]?.message };
}

const nameOf = async (slug: string) => (await lab().databases.system.dataset.findFirst({ where: { slug } }))?.name;

test('text that is not UTF-8 is refused, and nothing of it is stored', async () => {
  expect(await send(Buffer.from(bodyOf('latin'), 'latin1'))).toEqual({
    status: 400,
    data: undefined,
    message: 'The body is not UTF-8. Send JSON in UTF-8.',
  });
  expect(await nameOf('latin')).toBeUndefined();
});

test('another charset is refused where it would be read wrongly', async () => {
  const body = bodyOf('charset');
  const refused = { status: 415, message: 'The body has the charset iso-8859-1. Send JSON in UTF-8.' };
  const type = (charset: string) => ({ 'content-type': `application/json; charset=${charset}` });
  expect(await send(Buffer.from(body), type('ISO-8859-1'))).toMatchObject(refused);
  expect(await send(Buffer.from('{"query":"{ __typename }"}'), type('ISO-8859-1'))).toMatchObject({ status: 200 });
  expect(await send(Buffer.from(body, 'utf16le'), type('utf-16le'))).toMatchObject({ status: 415 });
  expect(await send(Buffer.from(body), type('"UTF-8"'))).toMatchObject({ status: 200 });
  expect(await nameOf('charset')).toBe('Müller');
});

test('a byte order mark is left out', async () => {
  expect(await send(Buffer.from(`\ufeff${bodyOf('marked')}`))).toMatchObject({ status: 200 });
  expect(await nameOf('marked')).toBe('Müller');
});

test('a compressed body is refused by name, whatever it unpacks to', async () => {
  const message = 'The body is compressed (gzip). Send it uncompressed.';
  expect(await send(gzipSync(bodyOf('packed')), { 'content-encoding': 'gzip' })).toEqual({
    status: 415,
    data: undefined,
    message,
  });
  expect(await send(Buffer.from(bodyOf('plain')), { 'content-encoding': 'identity' })).toMatchObject({ status: 200 });
});

test('a refused credential says which scheme there is', async () => {
  const response = await fetch(`${served.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer wrong' },
    body: '{"query":"{ __typename }"}',
  });
  expect([response.status, response.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
});
