import { respondXml } from '../protocol/respond.ts';
import { S3Error } from '../protocol/s3-error.ts';
import type { S3Request } from '../protocol/s3-request.ts';
import { encodeUriPath } from '../protocol/uri-encoding.ts';
import type { Store } from '../store.ts';
import { readPageSize } from './list-parts.ts';

/**
 * GET ?list-type=2: keys in the order of their bytes, those with a common beginning up to `delimiter` as one.
 *
 * Every page looks at every name: fine for a development store and an occasional sweep, and never needed to serve.
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
    // An object that was deleted between the two looks is left out.
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

async function findPage(
  store: Store,
  { prefix, delimiter, after, pageSize }: { prefix: string; delimiter: string; after: string; pageSize: number },
): Promise<{ page: Entry[]; isTruncated: boolean }> {
  // Only the first page-and-one entries are kept while the names go by, so that memory does not grow with the store.
  let entries = new Map<string, Entry>();
  const afterBytes = Buffer.from(after);
  const keepFirst = () => {
    const sorted = [...entries.values()].sort((a, b) => Buffer.compare(a.bytes, b.bytes));
    entries = new Map(sorted.slice(0, pageSize + 1).map((entry) => [entry.name, entry]));
  };
  for await (const key of store.files.keys()) {
    if (!key.startsWith(prefix)) continue;
    const delimiterAt = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
    const isPrefix = delimiterAt >= 0;
    const name = isPrefix ? key.slice(0, delimiterAt + delimiter.length) : key;
    const bytes = Buffer.from(name);
    if (after !== '' && Buffer.compare(bytes, afterBytes) <= 0) continue;
    entries.set(name, { name, bytes, isPrefix });
    if (entries.size > 4 * (pageSize + 1)) keepFirst();
  }
  keepFirst();
  const page = [...entries.values()].slice(0, pageSize);
  return { page, isTruncated: pageSize > 0 && entries.size > page.length };
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
