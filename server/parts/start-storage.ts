import { findObjectStore, originsOf } from '../embedded/find-services.ts';
import type { Environment } from '../environment.ts';
import type { Logger } from '../logger.ts';
import type { Site } from '../site.ts';
import { createS3Storage, type S3Storage } from '../storage/s3-storage.ts';
import type { RunningParts } from './running-parts.ts';

export interface StartedStorage {
  s3: S3Storage;
  /** Folder of the embedded store, or null for another store. */
  directory: string | null;
  /** The origin from which browsers load files. */
  origin: string;
}

/** Finds or starts the object store, and makes sure that it has the bucket. */
export async function startStorage(
  parts: RunningParts,
  environment: Environment,
  site: Site,
  logger: Logger,
): Promise<StartedStorage> {
  const { address, directory } = parts.add(await findObjectStore(environment, site, logger));
  const s3 = createS3Storage(address);
  parts.add({ stop: async () => s3.close() });
  const corsRefusal = await s3.ensureBucket(originsOf(site));
  if (corsRefusal) logger.warn({ error: corsRefusal }, 'The CORS policy of the new bucket could not be set.');
  const { publicEndpoint, endpoint, bucket, region } = address;
  const { origin } = new URL(publicEndpoint ?? endpoint ?? `https://${bucket}.s3.${region}.amazonaws.com`);
  return { s3, directory, origin };
}
