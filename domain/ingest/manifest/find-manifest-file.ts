import type { Db } from '#database/databases.ts';
import type { Asset, IngestSession } from '#prisma/client/client.ts';
import { InvalidInput } from '../../errors.ts';

const ndjsonTypes = [
  'application/x-ndjson',
  'application/ndjson',
  'application/jsonl',
  'application/x-jsonlines',
  'application/jsonlines',
];

/** Returns the uploaded manifest file of a session with this SHA-256. */
export async function findManifestFile(db: Db, session: IngestSession, sha256: string): Promise<Asset> {
  const uploads = await db.upload.findMany({
    where: { sessionId: session.id, sha256, assetId: { not: null } },
    select: { contentType: true, asset: true },
  });
  const file = uploads.find(({ contentType }) => ndjsonTypes.includes(contentType.split(';', 1)[0]!.trim()));
  if (file?.asset) return file.asset;
  throw new InvalidInput(
    'manifest.sha256',
    uploads.length > 0
      ? 'The file with this SHA-256 does not have the content type of a manifest. Upload it as application/x-ndjson.'
      : 'No file with this SHA-256 was uploaded in this session. Upload the manifest as application/x-ndjson, then publish.',
  );
}
