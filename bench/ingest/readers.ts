import { setTimeout as sleep } from 'node:timers/promises';
import { findItems } from '#domain/items/find-items.ts';
import { defaultLimits } from '#domain/limits.ts';
import type { Scene } from './scene.ts';

export interface Readers {
  /** Stops reading. Resolves with the sorted times of all pages, in milliseconds. */
  stop(): Promise<number[]>;
}

/** Simulates users who page through a dataset. Each reads pages of 50 items, with a short pause after each page. */
export function startReaders({ databases, orgId }: Scene, datasetId: string, count: number): Readers {
  const db = databases.asMembersOf([orgId]);
  const times: number[] = [];
  const stopping = new AbortController();
  const read = async () => {
    let after: string | null = null;
    while (!stopping.signal.aborted) {
      const startedAt = performance.now();
      const page = await findItems({ db, limits: defaultLimits }, { id: datasetId, orgId }, 1, { first: 50, after });
      await db.item.findMany({ where: { id: { in: page.rows.map(({ id }) => id) } } });
      times.push(performance.now() - startedAt);
      after = page.hasNextPage ? (page.rows.at(-1)?.cursor ?? null) : null;
      await sleep(20);
    }
  };
  const reading = Promise.all(Array.from({ length: count }, read));
  return {
    async stop() {
      stopping.abort();
      await reading;
      return times.sort((a, b) => a - b);
    },
  };
}

export function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
