import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createOrganization } from '#server/commands/create-organization.ts';
import { createTokenFor } from '#server/commands/create-token.ts';
import { readEnvironment } from '#server/environment.ts';
import { freePort } from '#server/free-port.ts';
import { createLogger } from '#server/logger.ts';
import { startVitrine } from '#server/start.ts';
import { startProcess } from '#tests/kit/processes.ts';
import { medianOf } from '../median.ts';

/**
 * Publishes small files with the command line and with the Python package in turns, using new files each time. Then
 * reads them with the package in 16 threads, and with bare range requests in the same number of threads.
 *
 * npm run bench -- python --files 5000 --bytes 10000 --rounds 3
 */
const { values } = parseArgs({
  options: {
    files: { type: 'string', default: '5000' },
    bytes: { type: 'string', default: '10000' },
    rounds: { type: 'string', default: '3' },
  },
});
const [files, byteSize, rounds] = [values.files, values.bytes, values.rounds].map(Number) as [number, number, number];
const owner = 'bench@vitrine.example';
const root = fileURLToPath(new URL('../..', import.meta.url));
const place = mkdtempSync(join(tmpdir(), 'vitrine-bench-'));
const vitrine = await startVitrine(
  readEnvironment({
    DATA_DIR: join(place, 'data'),
    PORT: '0',
    OBJECT_STORE_PORT: String(await freePort('127.0.0.1')),
    DEMO: 'false',
  }),
  createLogger('silent'),
);
try {
  await createOrganization(vitrine.databases, { slug: 'lumen', name: 'Lumen', owner });
  const token = await createTokenFor(vitrine.databases, {
    user: owner,
    org: 'lumen',
    scopes: ['READ', 'PUBLISH'],
  });
  const env = {
    ...process.env,
    VITRINE_TOKEN: token,
    VITRINE_ENDPOINT: vitrine.url,
    XDG_CACHE_HOME: join(place, 'cache'),
    PYTHONPATH: join(root, 'python'),
  };
  const clients = {
    command: [process.execPath, join(root, 'bin/vitrine.js')],
    python: ['python3', '-m', 'vitrine'],
  } as const;
  const ratios: number[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    const seconds = { command: 0, python: 0 };
    const order = round % 2 === 1 ? (['command', 'python'] as const) : (['python', 'command'] as const);
    for (const client of order) {
      const folder = makeFolder(join(place, `${client}-${round}`));
      await quiet();
      const began = performance.now();
      await start(clients[client], ['publish', folder, '--org', 'lumen', '--dataset', `${client}-${round}`], env);
      seconds[client] = (performance.now() - began) / 1_000;
      rmSync(folder, { recursive: true });
    }
    ratios.push(seconds.python / seconds.command);
    console.log(`round ${round}: command ${seconds.command.toFixed(2)} s, Python ${seconds.python.toFixed(2)} s`);
  }
  console.log(`${files} files of ${byteSize} bytes, median of ${rounds} rounds:`);
  console.log(`Python takes ${medianOf(ratios).toFixed(2)} times the time of the command line (goal 1.3).`);

  await quiet();
  const shares: number[] = [];
  const args = [join(root, 'bench/python/loader.py'), 'lumen/python-1', '--rounds', String(rounds)];
  for (const line of await start(['python3'], args, env)) {
    const { bare, loader, requests, items } = JSON.parse(line) as Record<string, number>;
    shares.push(bare! / loader!);
    console.log(
      `loader ${loader!.toFixed(2)} s, bare range requests ${bare!.toFixed(2)} s, ${requests} API requests for ${items} items`,
    );
  }
  console.log(`The loader reaches ${(medianOf(shares) * 100).toFixed(0)} % of the bare rate (goal 80 %).`);
} finally {
  await vitrine.stop();
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

/** Waits until the worker has finished the jobs of the previous publish, for at most half a minute. */
async function quiet(): Promise<void> {
  for (let waited = 0; waited < 60; waited += 1) {
    const [row] = await vitrine.databases.system.$queryRaw<{ jobs: bigint }[]>`
      SELECT count(*) AS jobs FROM graphile_worker.jobs WHERE run_at <= now() + interval '10 s'`;
    if (row?.jobs === 0n) return;
    await setTimeout(500);
  }
}

/** Runs a program until it ends. Returns the lines that it has printed. */
async function start(
  [program, ...before]: readonly [string, ...string[]],
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<string[]> {
  const child = startProcess(program, [...before, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const exited = once(child, 'exit');
  let complaint = '';
  child.stderr.on('data', (chunk) => {
    complaint += String(chunk);
  });
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) lines.push(line);
  await exited;
  if (child.exitCode !== 0) throw new Error(complaint);
  return lines;
}
