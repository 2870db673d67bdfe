import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { startProcess } from '../kit/processes.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

export interface ServerProcess {
  /** The process of the server. */
  readonly child: ChildProcess;
  /** Whether the process has ended by itself. */
  readonly diedAlone: boolean;
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void>;
}

let building: Promise<void> | undefined;

/**
 * Builds the server, once for this process and the workers it starts. A built server starts faster than one compiled at
 * the start.
 */
export function buildServer(): Promise<void> {
  building ??= (async () => {
    if (process.env['VITRINE_TEST_SERVER_BUILT']) return;
    const build = startProcess(process.execPath, ['--import', 'tsx', 'scripts/build-server.ts'], {
      cwd: root,
      stdio: 'inherit',
    });
    const [code] = (await once(build, 'exit')) as [number | null];
    if (code !== 0) throw new Error(`The server could not be built: ${code}.`);
    process.env['VITRINE_TEST_SERVER_BUILT'] = '1';
  })();
  return building;
}

/** Starts Vitrine in a separate process with this environment. Its log goes to a file. */
export function startServer(environment: Record<string, string>, log: string): ServerProcess {
  const output = openSync(log, 'a');
  const child = startProcess(process.execPath, ['dist/server/main.js'], {
    cwd: root,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], NODE_ENV: 'test', DEMO: 'false', ...environment },
    stdio: ['ignore', output, output],
  });
  const exited = once(child, 'exit');
  let told = false;
  return {
    child,
    get diedAlone() {
      return !told && (child.exitCode !== null || child.signalCode !== null);
    },
    async end(signal) {
      told = true;
      child.kill(signal);
      await exited;
    },
  };
}
