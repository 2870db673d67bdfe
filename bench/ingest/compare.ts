import { cpus, loadavg } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { medianOf } from '../median.ts';
import { cpuSecondsOf } from './cpu-seconds.ts';
import type { ManifestShape } from './manifest.ts';

/**
 * Publishes the same manifests with this checkout and with another one in turns, each with its own PostgreSQL and
 * worker.
 *
 * Prints medians of the CPU seconds, which depend less on other programs on the machine than elapsed seconds. Also
 * prints the index bytes of words and names for each item.
 *
 * npm run bench -- compare --with ../before --items 50000 --rounds 5
 *
 * The other checkout needs its packages and its generated client. `--profile <folder>` writes CPU profiles of the
 * workers.
 */
const { values } = parseArgs({
  options: {
    with: { type: 'string' },
    items: { type: 'string', default: '50000' },
    tags: { type: 'string', default: '1' },
    rounds: { type: 'string', default: '5' },
    profile: { type: 'string' },
  },
});
const checkouts = { this: process.cwd(), ...(values.with !== undefined && { other: resolve(values.with) }) };
const first: ManifestShape = { items: Number(values.items), tags: Number(values.tags), edition: 'first' };
const second = { ...first, edition: 'second' };
const editions: Record<string, ManifestShape> = {
  'all new': first,
  'change 1 %': { ...first, changedPercent: 1 },
  'change all': second,
  'change nothing': { ...second, blankLines: 1 },
};

interface Cost {
  worker: number;
  postgres: number;
}

const sides = await Promise.all(Object.entries(checkouts).map(([name, folder]) => openSide(name, folder)));
const costs = new Map<string, Cost[]>();
try {
  for (let round = 0; round <= Number(values.rounds); round += 1) {
    for (const side of round % 2 === 0 ? sides : sides.toReversed()) {
      const publish = await side.createDataset(`round-${round}`);
      for (const [edition, shape] of Object.entries(editions)) {
        // Adds blank lines, so that the file differs although its items are the same.
        const cost = await publish({ ...shape, blankLines: (shape.blankLines ?? 0) + round * 2 });
        console.error(`round ${round}, ${edition}, ${side.name}: ${JSON.stringify(cost)}`);
        // Ignores the first round, which is a warm-up.
        if (round === 0) continue;
        const line = `${edition}, ${side.name}`;
        costs.set(line, [...(costs.get(line) ?? []), cost]);
      }
    }
  }
  for (const edition of Object.keys(editions)) {
    for (const { name } of sides) {
      const of = costs.get(`${edition}, ${name}`)!;
      const figures = (kind: keyof Cost) => ({
        [kind]: round2(medianOf(of.map((cost) => cost[kind]))),
        [`${kind}All`]: of.map((cost) => round2(cost[kind])).join(' '),
      });
      console.log(edition, name, JSON.stringify({ ...figures('worker'), ...figures('postgres') }));
    }
  }
  for (const side of sides) console.log('bytes an item', side.name, JSON.stringify(await side.indexSizes()));
  console.log(JSON.stringify({ ...first, load: loadavg()[0], cores: cpus().length }));
} finally {
  for (const side of sides) await side.end();
}

/** Opens a checkout and imports its version of the benchmark and the server, which may be older. */
async function openSide(name: string, folder: string) {
  const load = async <Module>(file: string) => (await import(join(folder, file))) as Module;
  const { openScene, createDataset, publisherOf } = await load<typeof import('./scene.ts')>('bench/ingest/scene.ts');
  const { storeAssets, sessionWithManifest } = await load<typeof import('./manifest.ts')>('bench/ingest/manifest.ts');
  const { startWorkerProcess } = await load<typeof import('./start-worker.ts')>('bench/ingest/start-worker.ts');
  const { publishIngestSession } = await load<typeof import('#domain/ingest/publish-ingest-session.ts')>(
    'domain/ingest/publish-ingest-session.ts',
  );
  const scene = await openScene();
  const worker = await startWorkerProcess(scene, values.profile && join(values.profile, name));
  await storeAssets(scene, first.items);
  return {
    name,
    async createDataset(slug: string) {
      const datasetId = await createDataset(scene, slug);
      return async (shape: ManifestShape): Promise<Cost> => {
        const { sessionId, sha256 } = await sessionWithManifest(scene, datasetId, shape);
        const [workerBefore, postgresBefore] = [worker.cpuSeconds(), cpuSecondsOf(scene.postgresPid)];
        const asked = publishIngestSession(publisherOf(scene), { sessionId, manifestSha256: sha256 });
        for (;;) {
          const { state, failure, issueCount } = await scene.databases.system.ingestSession.findFirstOrThrow({
            where: { id: sessionId },
          });
          if (state === 'PUBLISHED') break;
          if (issueCount > 0 || state === 'FAILED') throw new Error(JSON.stringify(failure));
          await sleep(250);
        }
        await asked;
        return {
          worker: worker.cpuSeconds() - workerBefore,
          postgres: cpuSecondsOf(scene.postgresPid) - postgresBefore,
        };
      };
    },
    async indexSizes(): Promise<Record<string, number>> {
      const { system } = scene.databases;
      await system.$executeRawUnsafe('VACUUM item');
      const sizes = await system.$queryRaw<{ name: string; size: number }[]>`
        SELECT indexrelid::regclass::text AS name, pg_relation_size(indexrelid)::float8 / (SELECT count(*) FROM item) AS size
        FROM pg_index
        WHERE indrelid = 'item'::regclass AND pg_get_indexdef(indexrelid) ~ 'words|sort_title|sort_key' ORDER BY 1`;
      return Object.fromEntries(sizes.map(({ name, size }) => [name, Math.round(size)]));
    },
    async end() {
      await worker.end();
      await scene.end();
    },
  };
}

function round2(value: number): number {
  return Math.round(value * 100) / 100;
}
