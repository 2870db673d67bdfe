import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { freePort } from '#server/free-port.ts';
import type { World } from '#tests/kit/world.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const millisecondsPerTick = 10;

/** An API in a process of its own, whose CPU time and memory can be read. */
export interface MeasuredApi {
  url: string;
  /** CPU time since its start, in milliseconds. */
  cpuMilliseconds(): number;
  residentBytes(): number;
  isAlive(): boolean;
  stop(): Promise<void>;
}

/** Starts the API over a world, without limits of rates: what each request costs is measured, however many come. */
export async function startMeasuredApi({ connectionString, appConnectionString, store }: World): Promise<MeasuredApi> {
  const port = await freePort('127.0.0.1');
  const { settings } = store;
  const child = spawn(process.execPath, ['--import', 'tsx', 'server/main.ts'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      NODE_ENV: 'test',
      DEMO: 'false',
      LOG_LEVEL: 'silent',
      LOG_FORMAT: 'json',
      PROCESSES: 'api',
      PORT: String(port),
      COST_BUCKET_POINTS: '0',
      ADDRESS_POINTS_PER_SECOND: '0',
      DATABASE_URL: connectionString,
      APP_DATABASE_URL: appConnectionString,
      S3_ENDPOINT: settings.endpoint,
      S3_BUCKET: settings.bucket,
      S3_ACCESS_KEY_ID: settings.accessKeyId,
      S3_SECRET_ACCESS_KEY: settings.secretAccessKey,
    },
  });
  const exited = once(child, 'exit');
  const isAlive = () => child.exitCode === null && child.signalCode === null;
  const url = `http://127.0.0.1:${port}`;
  const deadline = performance.now() + 100_000;
  while (!(await isLive(url))) {
    if (!isAlive() || performance.now() > deadline) throw new Error('The API did not start.');
  }
  const read = (file: string) => readFileSync(`/proc/${child.pid}/${file}`, 'utf8');
  return {
    url,
    isAlive,
    cpuMilliseconds() {
      // Fields 14 and 15, counted behind the name of the program, which may contain spaces.
      const fields = read('stat').split(') ')[1]!.split(' ');
      return (Number(fields[11]) + Number(fields[12])) * millisecondsPerTick;
    },
    residentBytes: () => Number(/VmRSS:\s+(\d+) kB/.exec(read('status'))![1]) * 1_024,
    async stop() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

async function isLive(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/health/live`)).ok;
  } catch {
    await new Promise((resolve) => setTimeout(resolve, 100));
    return false;
  }
}
