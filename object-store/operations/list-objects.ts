import { respondXml } from '../protocol/respond.ts';
import { S3Error } from '../protocol/s3-error.ts';
import type { S3Request } from '../protocol/s3-request.ts';
import { encodeUriPath } from '../protocol/uri-encoding.ts';
import type { Store } from '../store.ts';
import { readPageSize } from './list-parts.ts';

/**
 * GET ?list-type=2: lists keys in byte order. With `delimiter`, groups keys by their prefix up to the delimiter.
 *
 * Every page needs all filenames of the store. So the names after a page are kept in memory for the next request. For a
 * million objects, all names are then read twenty times and not a thousand times.
 */
export async function listObjects(store: Store, request: S3Request): Promise<void> {
  const { query } = request;
  const prefix = query.get('prefix') ?? '';
  const delimiter = query.get('delimiter') ?? '';
  const pageSize = readPageSize(request, 'max-keys');
  const token = query.get('continuation-token');
  const after = token === undefined ? (query.get('start-after') ?? '') : decodeToken(token);
  const encode = query.get('encoding-type') === 'url' ? encodeUriPath : (text: string) => text;

  const { page, isTruncated } = await findPage(store, { prefix, delimiter, after, pageSize });
  const contents = page.filter((entry) => !entry.isPrefix).map(({ name }) => store.files.find(name));
  respondXml(request, 'ListBucketResult', {
    Name: store.bucket,
    Prefix: encode(prefix),
    Delimiter: delimiter === '' ? undefined : encode(delimiter),
    EncodingType: query.get('encoding-type'),
    MaxKeys: pageSize,
    KeyCount: page.length,
    IsTruncated: isTruncated,
    ContinuationToken: token,
    NextContinuationToken: isTruncated ? encodeToken(page.at(-1)?.name ?? after) : undefined,
    StartAfter: query.has('start-after') ? encode(query.get('start-after') ?? '') : undefined,
    // Omits an object that was deleted after its name was read.
    Contents: contents
      .filter((object) => object !== null)
      .map((object) => ({
        Key: encode(object.key),
        LastModified: new Date(object.modifiedAtMilliseconds).toISOString(),
        ETag: `"${object.etag}"`,
        Size: object.byteSize,
        StorageClass: 'STANDARD',
        ...(object.checksum && {
          ChecksumAlgorithm: object.checksum.algorithm.toUpperCase(),
          ChecksumType: object.checksum.type,
        }),
      })),
    CommonPrefixes: page.filter((entry) => entry.isPrefix).map(({ name }) => ({ Prefix: encode(name) })),
  });
}

interface Entry {
  name: string;
  bytes: Buffer;
  isPrefix: boolean;
}

interface Question {
  prefix: string;
  delimiter: string;
  after: string;
}

/** Names after a page, and the time until which they may be used. */
interface Following extends Question {
  entries: Entry[];
  /** Whether `entries` contains all names after the page. */
  isAll: boolean;
  freshUntil: number;
}

const keptEntries = 50_000;
const freshMilliseconds = 30_000;
const following = new WeakMap<Store, Following>();

async function findPage(
  store: Store,
  { pageSize, ...question }: Question & { pageSize: number },
): Promise<{ page: Entry[]; isTruncated: boolean }> {
  const kept = following.get(store);
  const found = kept && follows(kept, question, pageSize) ? kept : await look(store, question, keptEntries);
  const page = found.entries.slice(0, pageSize);
  const rest = found.entries.slice(page.length);
  const isTruncated = pageSize > 0 && (rest.length > 0 || !found.isAll);
  // The first page of a list never uses names from memory, so it shows the current objects.
  if (isTruncated) {
    const freshUntil = kept === found ? kept.freshUntil : Date.now() + freshMilliseconds;
    const after = page.at(-1)?.name ?? question.after;
    following.set(store, { ...question, after, entries: rest, isAll: found.isAll, freshUntil });
  } else following.delete(store);
  return { page, isTruncated };
}

function follows(kept: Following, { prefix, delimiter, after }: Question, pageSize: number): boolean {
  return (
    after !== '' &&
    kept.after === after &&
    kept.prefix === prefix &&
    kept.delimiter === delimiter &&
    (kept.entries.length > pageSize || kept.isAll) &&
    Date.now() < kept.freshUntil
  );
}

/** Returns the first names after a key, in order. At most twice this number of names are in memory. */
async function look(
  store: Store,
  { prefix, delimiter, after }: Question,
  most: number,
): Promise<{ entries: Entry[]; isAll: boolean }> {
  let entries = new Map<string, Entry>();
  let isAll = true;
  const afterBytes = Buffer.from(after);
  const keepFirst = () => {
    const sorted = [...entries.values()].sort((a, b) => Buffer.compare(a.bytes, b.bytes));
    if (sorted.length > most) isAll = false;
    entries = new Map(sorted.slice(0, most).map((entry) => [entry.name, entry]));
  };
  for await (const key of store.files.keys()) {
    if (!key.startsWith(prefix)) continue;
    const delimiterAt = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
    const isPrefix = delimiterAt >= 0;
    const name = isPrefix ? key.slice(0, delimiterAt + delimiter.length) : key;
    const bytes = Buffer.from(name);
    if (after !== '' && Buffer.compare(bytes, afterBytes) <= 0) continue;
    entries.set(name, { name, bytes, isPrefix });
    if (entries.size > 2 * most) keepFirst();
  }
  keepFirst();
  return { entries: [...entries.values()], isAll };
}

function encodeToken(name: string): string {
  return Buffer.from(name).toString('base64url');
}

function decodeToken(token: string): string {
  const name = Buffer.from(token, 'base64url').toString();
  if (token === '' || encodeToken(name) !== token) {
    throw new S3Error('InvalidArgument', 'The continuation token provided is incorrect.');
  }
  return name;
}
