import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { startProcess } from '#tests/kit/processes.ts';
import { cpuSecondsOf } from './cpu-seconds.ts';
import type { Scene } from './scene.ts';

// Heap limit as in docker-compose.yml. Without it, V8's default depends on the machine.
const heapLimit = '--max-old-space-size=512';

/** Starts a worker process. If a folder is given, the worker writes a CPU profile into it when it ends. */
export async function startWorkerProcess(
  scene: Scene,
  profileFolder: string | undefined,
  work: 'publish' | 'all' = 'publish',
) {
  const script = fileURLToPath(new URL('../worker.ts', import.meta.url));
  const profiling = profileFolder === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profileFolder}`];
  const options = [heapLimit, ...profiling, '--import', 'tsx'];
  const worker = startProcess(
    process.execPath,
    [...options, script, scene.connectionString, JSON.stringify(scene.storeSettings), work],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const ended = once(worker, 'exit');
  await Promise.race([
    once(worker.stdout, 'data'),
    ended.then(() => {
      throw new Error('The worker did not start.');
    }),
  ]);
  return {
    /** Returns the peak memory of the worker so far. */
    peakMegabytes(): number {
      const status = readFileSync(`/proc/${worker.pid}/status`, 'utf8');
      return Math.round(Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) / 1024);
    },
    cpuSeconds: () => cpuSecondsOf(worker.pid!),
    async end() {
      worker.kill('SIGINT');
      await ended;
    },
  };
}
