import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { startProcess } from '#tests/kit/processes.ts';
import { clientsOf } from './test-store.ts';

/** Starts a store in a separate process, with its files in a directory. */
export async function spawnStore(directory: string) {
  const script = fileURLToPath(new URL('run-store.ts', import.meta.url));
  const child = startProcess(process.execPath, ['--import', 'tsx', script, directory], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const [endpoint]: string[] = await once(createInterface(child.stdout), 'line');
  const { client, storage } = clientsOf(endpoint ?? '');
  return {
    pid: child.pid ?? 0,
    client,
    storage,
    /** Kills the process at once, without time to end its work. */
    kill: async () => {
      await end(child);
      client.destroy();
      storage.close();
    },
  };
}

async function end(child: ChildProcess): Promise<void> {
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}
