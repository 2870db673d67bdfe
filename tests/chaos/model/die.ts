import { DomainError } from '#domain/errors.ts';
import { claimPublish } from '#domain/ingest/claim/claim-publish.ts';
import { readManifestInput } from '#domain/ingest/manifest/read-manifest-input.ts';
import { runPublish } from '#domain/ingest/publish/run-publish.ts';
import type { IngestSession } from '#prisma/client/client.ts';
import type { World } from '#tests/kit/world.ts';
import { itemsOf } from './manifest-items.ts';
import type { Manifest } from './steps.ts';

/** Ends a publisher in the test, as kill -9 would. */
class Killed extends Error {}

/**
 * Publishes a session up to a step of the publish, and stops there without any cleanup. The publish may end before that
 * step.
 */
export async function dieAtCheckpoint(
  { alice }: World,
  session: IngestSession,
  { manifest, dryRun, checkpoint: last }: { manifest: Manifest; dryRun: boolean; checkpoint: number },
): Promise<void> {
  const context = await alice.context();
  const { sha256, text } = readManifestInput({ items: itemsOf(manifest.lines) }, context.limits);
  const claim = await claimPublish(context, session, {
    manifestSha256: sha256,
    manifest: text,
    manifestAssetId: null,
    expectedRevision: null,
    dryRun,
    allowEmpty: manifest.allowEmpty,
    hiddenDatasetIds: [],
  });
  if (!claim) throw new Error('The session was not free.');
  let count = 0;
  const checkpoint = () => {
    count += 1;
    if (count === last) throw new Killed();
  };
  await runPublish(context, claim, { delivered: true, linesAtOnce: 2, checkpoint }).catch((error: unknown) => {
    if (!(error instanceof Killed || error instanceof DomainError)) throw error;
  });
}

/** Ends all connections of requests in the database, as a restart does. */
export async function endConnections({ databases }: World): Promise<void> {
  await databases.system.$queryRaw`
    SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid() AND application_name <> 'vitrine events'
      AND backend_type = 'client backend'`;
}

/** Empties the table of staged rows, as the recovery from a crash does with an unlogged table. */
export async function emptyStage({ databases }: World): Promise<void> {
  await databases.system.$executeRaw`TRUNCATE staged_item`;
}
