import { setTimeout as sleep } from 'node:timers/promises';
import type { Scene } from '../ingest/scene.ts';

/** Waits until all of these assets have thumbnails. */
export async function untilThumbnails({ databases: { system } }: Scene, ids: string[]): Promise<void> {
  const where = { task: 'makeThumbnail', state: { in: ['DONE' as const, 'FAILED' as const] }, assetId: { in: ids } };
  while ((await system.assetProcessing.count({ where })) < ids.length) await sleep(100);
}
