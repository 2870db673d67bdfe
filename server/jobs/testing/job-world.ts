import { buffer } from 'node:stream/consumers';
import { beforeEach } from 'vitest';
import type { Asset } from '#prisma/client/client.ts';
import { type World, worldOfFile } from '#tests/kit/world.ts';
import { createLogger } from '../../logger.ts';
import type { AnyJob, JobSurroundings } from '../kit.ts';
import { runJobsOnce } from '../run-jobs-once.ts';
import { type PublishedFile, publishFile } from './publish-file.ts';

export interface JobWorld extends World {
  surroundings: JobSurroundings;
  publishFile: (file: Parameters<typeof publishFile>[1]) => Promise<PublishedFile>;
  runJobs: (jobs?: readonly AnyJob[]) => Promise<void>;
  /** Returns the current asset, its derived assets and the states of its steps. */
  look: (asset: Asset) => Promise<Seen>;
  bytesOf: (asset: Asset) => Promise<Buffer>;
}

export type Seen = Asset & {
  derived: Asset[];
  /** State of each step, as `task: STATE` or `task: STATE, because …`. */
  steps: string[];
};

/** Creates a world with a job queue, shared by all tests of a file. The queue is empty at the start of each test. */
export function jobWorldOfFile(): () => JobWorld {
  const lab = worldOfFile();
  beforeEach(async () => void (await lab().databases.system.$executeRaw`DELETE FROM graphile_worker._private_jobs`));
  return () => {
    const world = lab();
    const { databases, storage, limits, connectionString } = world;
    const surroundings = { databases, storage, limits, logger: createLogger('silent') };
    return {
      ...world,
      surroundings,
      publishFile: (file) => publishFile(world, file),
      runJobs: (jobs) => runJobsOnce({ ...surroundings, connectionString, ...(jobs && { jobs }) }),
      bytesOf: async (asset) => buffer(await storage.read(asset.objectKey)),
      async look({ id }) {
        const { processing, ...asset } = await databases.system.asset.findFirstOrThrow({
          where: { id },
          include: { derived: { orderBy: { sourceRole: 'asc' } }, processing: { orderBy: { task: 'asc' } } },
        });
        const steps = processing.map(({ task, state, reason }) => `${task}: ${state}${reason ? `, ${reason}` : ''}`);
        return { ...asset, steps };
      },
    };
  };
}
