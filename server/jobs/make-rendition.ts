import { join } from 'node:path';
import type { Db } from '#database/databases.ts';
import { attachDerivedFile } from '#domain/assets/attach-derived-asset.ts';
import { unfinishedStates } from '#domain/assets/processing-states.ts';
import { type RenditionKey, recordProgress, settleRendition } from '#domain/renditions/settle-rendition.ts';
import { enqueue } from '#domain/tasks.ts';
import type { Asset } from '#prisma/client/client.ts';
import { makeRendition as make } from '../media/make-rendition.ts';
import { probeMedia } from '../media/probe-media.ts';
import { Unreadable } from '../media/unreadable.ts';
import { type Handler, implement } from './kit.ts';
import { withSourceFile } from './source-file.ts';

/** Shortest time after which a job is retried if this worker already makes another rendition. */
const yieldMilliseconds = 2_000;
const progressMilliseconds = 1_000;

/** Whether this worker makes a rendition. It makes one at a time, so that its other slots stay free for new files. */
let isBusy = false;

/** Makes the requested rendition of a film or sound, which is a copy that browsers can play. */
export const makeRendition = implement(
  'makeRendition',
  async (key, context) => {
    const { db } = context;
    const row = await db.rendition.findUnique({ where: { orgId_assetId: key } });
    if (!row || !unfinishedStates.includes(row.state)) return;
    if (isBusy) {
      // Spreads the retries, so that an organization has about one a second at most, however many of its jobs wait.
      const waiting = await db.rendition.count({ where: { orgId: key.orgId, state: 'PENDING' } });
      const runAt = new Date(Date.now() + yieldMilliseconds * (1 + Math.random() * waiting));
      const options = { jobKey: `rendition:${key.assetId}`, runAt };
      return enqueue(db, 'makeRendition', key, options);
    }
    const asset = await db.asset.findUnique({ where: { orgId_id: { orgId: key.orgId, id: key.assetId } } });
    if (!asset) return;
    isBusy = true;
    try {
      await settleRendition(db, key, { state: 'RUNNING' });
      await run(key, asset, context);
      await settleRendition(db, key, { state: 'DONE', progress: 1 });
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      context.logger.warn({ error, assetId: key.assetId, reason: error.reason }, 'no rendition');
      await settleRendition(db, key, { state: 'FAILED', reason: error.message });
    } finally {
      isBusy = false;
    }
  },
  (key, { db }, reason) => settleRendition(db, key, { state: 'FAILED', reason }),
);

function run(key: RenditionKey, asset: Asset, context: Parameters<Handler<'makeRendition'>>[1]): Promise<void> {
  const { db, storage, ffmpeg, signal } = context;
  return withSourceFile(storage, asset, signal, async (file) => {
    const path = await file.path();
    const measures = await probeMedia(ffmpeg, path, signal);
    const output = join(path, '..', 'rendition');
    const onProgress = recorder(db, key);
    const { contentType } = await make(ffmpeg, path, output, measures, { signal, onProgress });
    const { picture, durationSeconds, codecs } = await probeMedia(ffmpeg, output, signal);
    await attachDerivedFile({ db, storage }, asset, {
      role: 'RENDITION',
      contentType,
      path: output,
      codecs: codecs.join(','),
      ...picture,
      ...(durationSeconds !== null && { durationSeconds }),
    });
  });
}

/** Returns a function that stores the progress, at most once a second. */
function recorder(db: Db, key: RenditionKey): (progress: number) => void {
  let next = 0;
  return (progress) => {
    if (performance.now() < next) return;
    next = performance.now() + progressMilliseconds;
    // Ignores errors, because the next call stores a newer fraction.
    recordProgress(db, key, progress).catch(() => {});
  };
}
