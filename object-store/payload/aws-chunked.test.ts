import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { send } from '../testing/send.ts';
import { openTestStore, type TestStore } from '../testing/test-store.ts';
import { readChunked } from './aws-chunked.ts';

/** Unchanged example of signed chunks from the documentation of AWS. */
const example = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  region: 'us-east-1',
  bucket: 'examplebucket',
};
const signatures = [
  'ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648',
  '0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497',
  'b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9',
];
const headers = {
  host: 's3.amazonaws.com',
  'x-amz-date': '20130524T000000Z',
  'x-amz-storage-class': 'REDUCED_REDUNDANCY',
  authorization:
    'AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,SignedHeaders=content-encoding;content-length;host;x-amz-content-sha256;x-amz-date;x-amz-decoded-content-length;x-amz-storage-class,Signature=4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9',
  'x-amz-content-sha256': 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD',
  'content-encoding': 'aws-chunked',
  'x-amz-decoded-content-length': '66560',
  'content-length': '66824',
};
const frame = (bytes: string, signature: string | undefined) =>
  `${bytes.length.toString(16)};chunk-signature=${signature}\r\n${bytes}\r\n`;
const body = [
  frame('a'.repeat(65_536), signatures[0]),
  frame('a'.repeat(1024), signatures[1]),
  frame('', signatures[2]),
];

let store: TestStore;
beforeAll(async () => {
  store = await openTestStore({ ...example, now: () => new Date('2013-05-24T00:00:00Z') });
});
afterAll(() => store.close());

const put = (frames: string[]) =>
  send({ method: 'PUT', url: `${store.endpoint}/examplebucket/chunkObject.txt`, headers, body: frames.join('') });

describe('chunks signed one by one', () => {
  test('of AWS’s own example are taken', async () => {
    expect(await put(body)).toMatchObject({ status: 200 });
  });

  test.each([
    ['with another byte in one', [frame(`${'a'.repeat(65_535)}b`, signatures[0]), body[1], body[2]]],
    ['with another signature', [frame('a'.repeat(65_536), signatures[1]), body[1], body[2]]],
    ['without the signature of the end', [body[0], body[1], frame('', '0'.repeat(64))]],
  ])('are refused %s', async (_what, frames) => {
    expect(await put(frames.map(String))).toMatchObject({ status: 403, code: 'SignatureDoesNotMatch' });
    expect(await store.leftovers()).toEqual([]);
  });
});

describe('unsigned chunks', () => {
  const authenticated = {
    payloadHash: '',
    signature: '',
    signingKey: Buffer.alloc(0),
    timestamp: '',
    scope: { date: '', region: '', service: '' },
  };
  const decode = async (text: string, pieceLength: number) => {
    const trailers = new Map<string, string>();
    const pieces: Buffer[] = [];
    for (let at = 0; at < text.length; at += pieceLength) pieces.push(Buffer.from(text.slice(at, at + pieceLength)));
    async function* source() {
      yield* pieces;
    }
    const decoded: Buffer[] = [];
    for await (const bytes of readChunked(source(), { signed: false, trailer: true }, authenticated, trailers))
      decoded.push(bytes);
    return { text: Buffer.concat(decoded).toString(), trailers: Object.fromEntries(trailers) };
  };
  const source = '3\r\nabc\r\nA\r\n0123456789\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n';

  test.each([1, 2, 3, 7, 1000])('are put together from pieces of %i bytes', async (pieceLength) => {
    expect(await decode(source, pieceLength)).toEqual({
      text: 'abc0123456789',
      trailers: { 'x-amz-checksum-crc32': 'AAAAAA==' },
    });
  });

  test.each([
    ['that end too early', '3\r\nab'],
    ['without an end', '3\r\nabc\r\n'],
    ['without the end of the trailer', '0\r\nx:y\r\n'],
    ['with more behind the end', `${source}more`],
    ['longer than they say', '3\r\nabcd\r\n0\r\n\r\n'],
    ['of no length', 'x\r\nabc\r\n0\r\n\r\n'],
    ['of negative length', '-3\r\nabc\r\n0\r\n\r\n'],
    ['with an endless line', '1'.repeat(100_000)],
  ])('%s are refused', async (_what, text) => {
    await expect(decode(text, 1000)).rejects.toMatchObject({ code: 'IncompleteBody' });
  });
});
