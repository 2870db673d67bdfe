import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from '#server/free-port.ts';
import { buildServer } from '#tests/chaos/server-process.ts';
import { endProcess, startProcess } from '#tests/kit/processes.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

export interface RunningServer {
  url: string;
  pid: number;
  /** Returns the output so far. */
  output: () => string;
  /** Resolves with the exit code when the process ends. */
  exited: Promise<number | null>;
  /**
   * Resolves when the condition is true for the response of `/health/ready`. Throws if the process ends before that.
   */
  untilReady(): Promise<Readiness>;
  readiness(): Promise<Readiness>;
  stop: () => Promise<void>;
}

export interface Readiness {
  httpStatus: number;
  status: string;
  reasons?: Record<string, string>;
  warnings?: Record<string, string>;
  [part: string]: unknown;
}

/** Runs the built server in a separate process, on a free port. */
export async function runServer(environment: Record<string, string>): Promise<RunningServer> {
  await buildServer();
  const port = await freePort('127.0.0.1');
  const url = `http://127.0.0.1:${port}`;
  const child = startProcess(process.execPath, ['dist/server/main.js'], {
    cwd: root,
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      NODE_ENV: 'test',
      DEMO: 'false',
      PORT: String(port),
      LOG_LEVEL: 'info',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const exited = once(child, 'exit').then(([code]) => code as number | null);

  async function readiness(): Promise<Readiness> {
    const response = await fetch(`${url}/health/ready`);
    return { httpStatus: response.status, ...((await response.json()) as { status: string }) };
  }
  return {
    url,
    pid: child.pid!,
    output: () => output,
    exited,
    readiness,
    async untilReady() {
      for (const deadline = Date.now() + 240_000; ; await sleep(50)) {
        if (child.exitCode !== null) throw new Error(`The server ended:\n${output}`);
        const found = await readiness().catch(() => null);
        if (found?.httpStatus === 200) return found;
        if (Date.now() > deadline) throw new Error(`The server is not ready: ${JSON.stringify(found)}\n${output}`);
      }
    },
    async stop() {
      await endProcess(child);
    },
  };
}
