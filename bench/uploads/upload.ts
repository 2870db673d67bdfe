import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createTokenFor } from '#server/commands/create-token.ts';
import { readEnvironment } from '#server/environment.ts';
import { freePort } from '#server/free-port.ts';
import { createLogger } from '#server/logger.ts';
import { startVitrine } from '#server/start.ts';
import { createS3Storage } from '#server/storage/s3-storage.ts';
import { startProcess } from '#tests/kit/processes.ts';
import { medianOf } from '../median.ts';
import type { Prepared } from './put-all.ts';

/**
 * Uploads small files with the command line, and the same files with a bare loop of PUT requests with the same
 * concurrency. Both use the same embedded store. The loop runs before and after each command. It does not hash, request
 * URLs, retry, verify or publish.
 *
 * npm run bench -- uploads --files 10000 --bytes 10000 --concurrency 8 --rounds 3
 */
const { values } = parseArgs({
  options: {
    files: { type: 'string', default: '10000' },
    bytes: { type: 'string', default: '10000' },
    concurrency: { type: 'string', default: '8' },
    rounds: { type: 'string', default: '3' },
  },
});
const [files, byteSize, concurrency, rounds] = [values.files, values.bytes, values.concurrency, values.rounds].map(
  Number,
) as [number, number, number, number];
const root = fileURLToPath(new URL('../..', import.meta.url));
const place = mkdtempSync(join(tmpdir(), 'vitrine-bench-'));
const dataFolder = join(place, 'data');
const storePort = await freePort('127.0.0.1');
const vitrine = await startVitrine(
  readEnvironment({ DATA_DIR: dataFolder, PORT: '0', OBJECT_STORE_PORT: String(storePort) }),
  createLogger('silent'),
);
const keys = JSON.parse(readFileSync(join(dataFolder, 'objects/keys.json'), 'utf8')) as {
  accessKeyId: string;
  secretAccessKey: string;
};
const storage = createS3Storage({
  ...keys,
  region: 'us-east-1',
  bucket: 'vitrine',
  endpoint: `http://127.0.0.1:${storePort}`,
  forcePathStyle: true,
});
try {
  const token = await createTokenFor(vitrine.databases, {
    user: 'demo@vitrine.example',
    org: 'lumen',
    scopes: ['READ', 'PUBLISH'],
  });
  const ratios: { upload: number; command: number }[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    const folder = makeFolder(join(place, `folder-${round}`));
    await quiet();
    const before = await bareLoop(folder, `before/${round}`);
    const command = await throughCommand(folder, `round-${round}`, token);
    await quiet();
    const bare = (before + (await bareLoop(folder, `after/${round}`))) / 2;
    ratios.push({ upload: bare / command.uploadSeconds, command: bare / command.seconds });
    const rate = (seconds: number) => `${Math.round(files / seconds)} files/s`;
    console.log(
      `round ${round}: bare PUTs ${bare.toFixed(2)} s (${rate(bare)}); command ${command.seconds.toFixed(2)} s in all ` +
        `(${rate(command.seconds)}), of that sending ${command.uploadSeconds.toFixed(2)} s (${rate(command.uploadSeconds)})`,
    );
    rmSync(folder, { recursive: true });
  }
  const upload = medianOf(ratios.map(({ upload }) => upload));
  const whole = medianOf(ratios.map(({ command }) => command));
  console.log(`${files} files of ${byteSize} bytes, ${concurrency} at once, median of ${rounds} rounds:`);
  console.log(
    `sending is ${(upload * 100).toFixed(0)} % of the bare rate (goal 70 %); the whole command ${(whole * 100).toFixed(0)} %.`,
  );
} finally {
  await vitrine.stop();
  storage.close();
  rmSync(place, { recursive: true, force: true });
}

/** Creates files of random bytes, in folders with a thousand files each. */
function makeFolder(folder: string): string {
  for (let index = 0; index < files; index += 1) {
    const inner = join(folder, String(Math.floor(index / 1_000)));
    if (index % 1_000 === 0) mkdirSync(inner, { recursive: true });
    writeFileSync(join(inner, `${index}.bin`), randomBytes(byteSize));
  }
  return folder;
}

/** Waits until the worker has finished the jobs of the previous round. */
async function quiet(): Promise<void> {
  for (;;) {
    const [row] = await vitrine.databases.system.$queryRaw<{ jobs: bigint }[]>`
      SELECT count(*) AS jobs FROM graphile_worker.jobs WHERE run_at <= now() + interval '10 s'`;
    if (row?.jobs === 0n) return;
    await setTimeout(500);
  }
}

/** Hashes and signs before the measurement, which includes only the PUT requests. */
async function bareLoop(folder: string, prefix: string): Promise<number> {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.bin'));
  const prepared: Prepared[] = [];
  for (const path of paths) {
    const sha256 = createHash('sha256')
      .update(readFileSync(join(folder, path)))
      .digest('hex');
    const object = { objectKey: `bare/${prefix}/${path}`, byteSize, contentType: 'application/octet-stream', sha256 };
    const { url, headers } = await storage.signPut(object, 3_600);
    prepared.push({ path: join(folder, path), url, headers });
  }
  const list = join(place, 'prepared.json');
  writeFileSync(list, JSON.stringify(prepared));
  const loop = join(root, 'bench/uploads/put-all.ts');
  const child = startProcess(process.execPath, ['--import', 'tsx', loop, list, String(concurrency)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  for await (const chunk of child.stdout) said += String(chunk);
  return Number(said);
}

async function throughCommand(folder: string, dataset: string, token: string) {
  const began = performance.now();
  const args = [
    'publish',
    folder,
    '--org',
    'lumen',
    '--dataset',
    dataset,
    '--concurrency',
    String(concurrency),
    '--json',
  ];
  const child = startProcess(process.execPath, [join(root, 'bin/vitrine.js'), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, VITRINE_TOKEN: token, VITRINE_ENDPOINT: vitrine.url, XDG_CACHE_HOME: join(place, 'cache') },
  });
  const exited = once(child, 'exit');
  let [uploadBegan, uploadEnded] = [Number.NaN, Number.NaN];
  for await (const line of createInterface({ input: child.stdout })) {
    const event = JSON.parse(line) as { type: string };
    if (event.type === 'session') uploadBegan = performance.now();
    if (event.type === 'upload') uploadEnded = performance.now();
    if (event.type === 'error') throw new Error(line);
  }
  await exited;
  return { seconds: (performance.now() - began) / 1_000, uploadSeconds: (uploadEnded - uploadBegan) / 1_000 };
}
