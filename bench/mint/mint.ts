import { createHash, createHmac, hash } from 'node:crypto';
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { AccessLog } from '#domain/access-log/access-log.ts';
import { signAssetUrl } from '#domain/assets/sign-asset-url.ts';
import { newId } from '#domain/ids.ts';
import { requestUploads } from '#domain/ingest/request-uploads.ts';
import { storeAssets } from '../ingest/manifest.ts';
import { createDataset, openScene, publisherOf } from '../ingest/scene.ts';
import { medianOf } from '../median.ts';

/**
 * Measures three operations in turns on one core, and prints medians. The first signs URLs for reading. The second
 * creates upload URLs for 500 new files per call, with all database writes. The third computes the bare HMACs of the
 * same number of signatures.
 *
 * npm run bench -- mint --calls 20 --rounds 5
 */
const { values } = parseArgs({
  options: { calls: { type: 'string', default: '20' }, rounds: { type: 'string', default: '5' } },
});
const [calls, rounds] = [Number(values.calls), Number(values.rounds)];
const filesPerCall = 500;
const urls = calls * filesPerCall;
const scene = await openScene();
try {
  const context = publisherOf(scene);
  const datasetId = await createDataset(scene, 'minted');
  await storeAssets(scene, 1);
  const measured: Record<'arithmetic' | 'signGet' | 'signAssetUrl' | 'requestUploads', Rate[]> = {
    arithmetic: [],
    signGet: [],
    signAssetUrl: [],
    requestUploads: [],
  };
  for (let round = 0; round <= rounds; round += 1) {
    const figures = {
      arithmetic: await rateOf(doArithmetic),
      signGet: await rateOf(async () => {
        for (let index = 0; index < urls; index += 1) await scene.storage.signGet(servedObject(index));
      }),
      signAssetUrl: await rateOf(signAssets),
      requestUploads: await rateOf(() => mintUploads(context, round)),
    };
    // Ignores the first round, which is a warm-up.
    if (round > 0)
      for (const [name, rate] of Object.entries(figures)) measured[name as keyof typeof figures].push(rate);
  }
  const perCore = Object.fromEntries(
    Object.entries(measured).map(([name, rates]) => [
      name,
      Math.round(medianOf(rates.map((rate) => rate.perCpuSecond))),
    ]),
  ) as Record<keyof typeof measured, number>;
  console.log(
    `mint ${JSON.stringify({
      urlsPerCpuSecond: perCore,
      urlsPerSecond: { requestUploads: Math.round(medianOf(measured.requestUploads.map((rate) => rate.perSecond))) },
      shareOfArithmetic: {
        signGet: share(perCore.signGet, perCore.arithmetic),
        signAssetUrl: share(perCore.signAssetUrl, perCore.arithmetic),
        requestUploads: share(perCore.requestUploads, perCore.arithmetic),
      },
      load: loadavg()[0],
    })}`,
  );

  async function mintUploads(publisher: typeof context, round: number): Promise<void> {
    const sessionId = newId();
    const { orgId, userId } = scene;
    await scene.databases.system.ingestSession.create({
      data: { id: sessionId, orgId, datasetId, mode: 'REPLACE', userId, expiresAt: new Date(Date.now() + 86_400_000) },
    });
    for (let call = 0; call < calls; call += 1) {
      const files = Array.from({ length: filesPerCall }, (_, index) => {
        const name = `${round}/${call}/${index}.jpg`;
        const sha256 = createHash('sha256').update(name).digest('hex');
        return { clientRef: name, filename: name, contentType: 'image/jpeg', byteSize: 100_000 + index, sha256 };
      });
      const answers = await requestUploads(publisher, { sessionId, files });
      if (!answers.every(({ kind }) => kind === 'UploadTarget')) throw new Error('A file got no URL.');
    }
  }

  /** Signs assets as for a page of items. The access log only collects its rows and does not write them. */
  async function signAssets(): Promise<void> {
    const asking = { ...context, accessLog: new AccessLog(context.viewer, context.origin) };
    const item = { id: newId(), orgId: scene.orgId, datasetId, key: 'photograph.jpg' };
    const stored = await scene.databases.system.asset.findFirstOrThrow();
    for (let index = 0; index < urls; index += 1) {
      const { objectKey, contentType, filename } = servedObject(index);
      const asset = { ...stored, id: objectKey, objectKey, contentType };
      const file = { item, asset, filename, sensitive: false, role: 'PRIMARY', processing: null } as const;
      await signAssetUrl(asking, file, 'INLINE');
    }
  }
} finally {
  await scene.end();
}

function servedObject(index: number) {
  return {
    objectKey: `0b6ff1a2-6f0c-4f6e-9d58-${String(index).padStart(12, '0')}/7c9b0c6e-41a0-4a0e-8f3a-1f2d3c4b5a69`,
    contentType: 'image/jpeg',
    filename: `photograph-${index}.jpg`,
    disposition: 'INLINE' as const,
    sensitive: false,
    ttlSeconds: 300,
  };
}

/**
 * Computes the minimum work for a signature: the digest of a request of the same length, and one HMAC with a cached
 * key.
 */
function doArithmetic(): void {
  const key = createHmac('sha256', 'key of the day').digest();
  const request = 'x'.repeat(700);
  for (let index = 0; index < urls; index += 1) {
    createHmac('sha256', key)
      .update(hash('sha256', `${request}${index}`, 'hex'))
      .digest('hex');
  }
}

interface Rate {
  perSecond: number;
  perCpuSecond: number;
}

/** Returns URLs per second, and URLs per second of this process's CPU time. */
async function rateOf(work: () => void | Promise<void>): Promise<Rate> {
  const [startedAt, cpuBefore] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(cpuBefore);
  return {
    perSecond: (urls / (performance.now() - startedAt)) * 1_000,
    perCpuSecond: (urls / (user + system)) * 1_000_000,
  };
}

function share(part: number, whole: number): number {
  return Math.round((part / whole) * 100) / 100;
}
