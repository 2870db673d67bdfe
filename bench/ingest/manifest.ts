import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, createWriteStream, rmSync, statSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { newId } from '#domain/ids.ts';
import type { Scene } from './scene.ts';

export interface ManifestShape {
  items: number;
  tags: number;
  /** Text in every title, so that another edition changes every item. */
  edition: string;
  /** Percentage of items that have another title than in the rest of the edition. */
  changedPercent?: number;
  /** Number of blank lines, which change the file but not its items. */
  blankLines?: number;
}

/** Inserts the rows of files as if they had been uploaded and verified. */
export async function storeAssets({ databases, orgId }: Scene, count: number): Promise<void> {
  for (let from = 1; from <= count; from += 10_000) {
    await databases.system.$executeRaw`
      INSERT INTO asset (id, org_id, sha256, byte_size, content_type, object_key, verified_at)
      SELECT uuidv7(), ${orgId}::uuid, encode(sha256(n::text::bytea), 'hex'), 100000 + n, 'image/jpeg',
        gen_random_uuid() || '/' || gen_random_uuid(), now()
      FROM generate_series(${from}::integer, ${Math.min(count, from + 9_999)}::integer) AS n`;
  }
  await databases.system.$executeRaw`ANALYZE asset`;
}

/** Writes a manifest and uploads it. Returns the session of the dataset that contains it. */
export async function sessionWithManifest(scene: Scene, datasetId: string, shape: ManifestShape) {
  const { databases, orgId, userId } = scene;
  const file = await uploadManifest(scene, shape);
  const [assetId, sessionId] = [newId(), newId()];
  const { objectKey, ...content } = file;
  await databases.system.asset.create({
    data: { id: assetId, orgId, ...content, objectKey, verifiedAt: new Date() },
  });
  await databases.system.ingestSession.create({
    data: { id: sessionId, orgId, datasetId, mode: 'REPLACE', userId, expiresAt: new Date(Date.now() + 86_400_000) },
  });
  await databases.system.upload.create({
    data: {
      id: newId(),
      orgId,
      sessionId,
      clientRef: 'manifest',
      filename: 'manifest.ndjson',
      ...content,
      state: 'VERIFIED',
      objectKey: `bench/${newId()}`,
      assetId,
    },
  });
  return { sessionId, sha256: file.sha256 };
}

async function uploadManifest({ folder, storage }: Scene, shape: ManifestShape) {
  const path = join(folder, `${randomBytes(4).toString('hex')}.ndjson`);
  const digest = createHash('sha256');
  await pipeline(
    manifestLines(shape),
    async function* (source: Iterable<string>) {
      for (const line of source) {
        digest.update(line);
        yield line;
      }
    },
    createWriteStream(path),
  );
  const file = {
    objectKey: `bench/${newId()}`,
    byteSize: statSync(path).size,
    contentType: 'application/x-ndjson',
    sha256: digest.digest('hex'),
  };
  const { url, headers, method } = await storage.signPut(file, 900);
  const put = request(url, { method, headers });
  createReadStream(path).pipe(put);
  const [response] = (await once(put, 'response')) as [{ statusCode: number; resume(): void }];
  response.resume();
  if (response.statusCode !== 200) throw new Error(`The store refused the manifest: ${response.statusCode}.`);
  rmSync(path);
  return file;
}

/** Yields the lines of a manifest with their line ends. */
export function* manifestLines({
  items,
  tags,
  edition,
  changedPercent = 0,
  blankLines = 0,
}: ManifestShape): Generator<string> {
  yield '\n'.repeat(blankLines);
  for (let number = 1; number <= items; number += 1) {
    const title = `Photograph ${number}, ${number % 100 < changedPercent ? 'retouched' : edition}`;
    const item = {
      key: `images/${String(number).padStart(9, '0')}.jpg`,
      type: 'IMAGE',
      title,
      tags: tagsOf(number, tags),
      metadata: { camera: `cam-${number % 12}`, width: 4000, height: 3000, exposure: (number % 97) / 97 },
      createdAt: '2026-03-01T12:00:00Z',
      assets: [{ role: 'PRIMARY', sha256: digestOf(number), filename: `${number}.jpg` }],
    };
    yield `${JSON.stringify(item)}\n`;
  }
}

/** Returns the tags of the item with this number. */
export function tagsOf(number: number, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `class-${(number * 7 + index * 131) % 800}`);
}

function digestOf(number: number): string {
  return createHash('sha256').update(String(number)).digest('hex');
}
