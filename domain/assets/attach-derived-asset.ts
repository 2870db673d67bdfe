import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { Tx } from '#database/databases.ts';
import type { Asset } from '#prisma/client/client.ts';
import type { Context } from '../context.ts';
import { writeObject } from '../exports/write-object.ts';
import { newId } from '../ids.ts';
import { storeThumbhash } from './store-thumbhash.ts';

export interface DerivedAsset {
  role:
    | 'RENDITION'
    | 'THUMBNAIL'
    | 'PREVIEW'
    | 'POSTER'
    | 'STORYBOARD'
    | 'STORYBOARD_CUES'
    | 'WAVEFORM'
    | 'FRAME_TIMES'
    | 'TRANSCRIPT'
    | 'TABLE_SUMMARY';
  contentType: string;
  bytes: Uint8Array;
  codecs?: string;
  width?: number;
  height?: number;
  durationSeconds?: number;
  /** ThumbHash of a picture: a blurred copy in about 25 bytes. */
  thumbhash?: Uint8Array<ArrayBuffer>;
}

/**
 * Stores a file that was made from an asset, and attaches it to the asset in its role. It replaces an earlier file in
 * that role.
 *
 * If several calls make the file, even at the same time, one file remains. A file with the same bytes changes nothing.
 * If the source was deleted, nothing is attached.
 */
export async function attachDerivedAsset(
  { db, storage }: Pick<Context, 'db' | 'storage'>,
  source: { id: string; orgId: string },
  made: DerivedAsset,
): Promise<void> {
  const sha256 = createHash('sha256').update(made.bytes).digest('hex');
  const present = await db.asset.findUnique({ where: derivedAs(source, made.role) });
  if (present?.sha256 === sha256 && (await storage.head(present.objectKey))) {
    // Files that earlier versions stored have no ThumbHash.
    if (made.thumbhash && !present.thumbhash?.length) await storeThumbhash({ db }, present, made.thumbhash);
    return;
  }

  const objectKey = `org/${source.orgId}/${randomUUID()}`;
  const { bytes, ...rest } = made;
  await storage.write({ objectKey, contentType: made.contentType, bytes });
  let unneeded: string | undefined = objectKey;
  const row = { ...rest, byteSize: bytes.byteLength, sha256, objectKey };
  try {
    unneeded = await db.$transaction((tx) => replace(tx, source, row), { timeout: 30_000 });
  } finally {
    if (unneeded) await storage.delete([unneeded]);
  }
}

/**
 * Stores and attaches a derived file like `attachDerivedAsset`, but reads it from the disk, because it may be larger
 * than the memory.
 */
export async function attachDerivedFile(
  { db, storage }: Pick<Context, 'db' | 'storage'>,
  source: { id: string; orgId: string },
  { path, ...made }: Omit<DerivedAsset, 'bytes'> & { path: string },
): Promise<void> {
  const objectKey = `org/${source.orgId}/${randomUUID()}`;
  let unneeded: string | undefined = objectKey;
  try {
    // A sweep deletes the parts of a multipart upload that is never completed.
    const written = await writeObject(storage, { objectKey, ...made }, createReadStream(path), async () => {});
    const row = { ...made, ...written, objectKey };
    unneeded = await db.$transaction((tx) => replace(tx, source, row), { timeout: 30_000 });
  } finally {
    if (unneeded) await storage.delete([unneeded]);
  }
}

/** Attaches the file. Returns the key of the object that is no longer used. */
async function replace(
  tx: Tx,
  source: { id: string; orgId: string },
  { role, byteSize, ...made }: Omit<DerivedAsset, 'bytes'> & Pick<Asset, 'sha256' | 'objectKey'> & { byteSize: number },
): Promise<string | undefined> {
  // The lock makes other calls that attach to this source wait. It also prevents a sweep from deleting the source.
  const [locked] = await tx.$queryRaw<object[]>`
    SELECT id FROM asset WHERE org_id = ${source.orgId}::uuid AND id = ${source.id}::uuid FOR NO KEY UPDATE`;
  if (!locked) return made.objectKey;

  const where = derivedAs(source, role);
  const before = await tx.asset.findUnique({ where });
  if (before) await tx.asset.delete({ where });
  await tx.asset.create({
    data: {
      ...made,
      // A new id is needed, because the bytes of an id never change.
      id: newId(),
      orgId: source.orgId,
      byteSize,
      verifiedAt: new Date(),
      sourceId: source.id,
      sourceRole: role,
    },
  });
  return before?.objectKey;
}

function derivedAs({ id: sourceId, orgId }: { id: string; orgId: string }, sourceRole: DerivedAsset['role']) {
  return { orgId_sourceId_sourceRole: { orgId, sourceId, sourceRole } };
}
