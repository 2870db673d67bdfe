import { setTimeout as sleep } from 'node:timers/promises';
import { publishIngestSession } from '#domain/ingest/publish-ingest-session.ts';
import type { DatasetRevision } from '#prisma/client/client.ts';
import { cpuSecondsOf } from './cpu-seconds.ts';
import { type ManifestShape, sessionWithManifest } from './manifest.ts';
import { publisherOf, type Scene } from './scene.ts';
import { watchLocks } from './watch-locks.ts';

export interface Published {
  seconds: number;
  /** Seconds of each phase of the session. */
  phases: Record<string, number>;
  /** CPU seconds of PostgreSQL, including work for other clients during the publish. */
  postgresCpuSeconds: number;
  lockMilliseconds: number;
  noop: boolean;
  revision: DatasetRevision;
}

/**
 * Publishes an edition of the items as the next revision of a dataset, with a worker. Measures the time from the first
 * call until the publish has ended.
 */
export async function publishEdition(scene: Scene, datasetId: string, shape: ManifestShape): Promise<Published> {
  const { system } = scene.databases;
  const { sessionId, sha256 } = await sessionWithManifest(scene, datasetId, shape);
  const locks = watchLocks(scene, datasetId);
  const cpuBefore = cpuSecondsOf(scene.postgresPid);
  const startedAt = performance.now();
  const phases: Record<string, number> = {};
  let [phase, phaseBegan] = ['UPLOADING', startedAt];
  const asked = publishIngestSession(publisherOf(scene), { sessionId, manifestSha256: sha256 });
  for (;;) {
    const session = await system.ingestSession.findFirstOrThrow({ where: { id: sessionId } });
    if (session.phase !== phase) {
      const now = performance.now();
      phases[phase] = (now - phaseBegan) / 1_000;
      [phase, phaseBegan] = [session.phase, now];
    }
    if (session.state === 'PUBLISHED') {
      const seconds = (performance.now() - startedAt) / 1_000;
      const postgresCpuSeconds = cpuSecondsOf(scene.postgresPid) - cpuBefore;
      await asked;
      const revision = await system.datasetRevision.findFirstOrThrow({
        where: { datasetId },
        orderBy: { number: 'desc' },
      });
      return {
        seconds,
        phases,
        postgresCpuSeconds,
        lockMilliseconds: await locks.stop(),
        noop: session.noop,
        revision,
      };
    }
    if (session.issueCount > 0 || session.state === 'FAILED') throw new Error(JSON.stringify(session.failure));
    await sleep(50);
  }
}
