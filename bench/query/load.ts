import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { clusterCpuMilliseconds, cpuMilliseconds, residentMegabytes, type Side } from './side.ts';

export interface Measure {
  requestsPerSecond: number;
  p50: number;
  p99: number;
  nodeCpuMilliseconds: number;
  postgresCpuMilliseconds: number;
  residentMegabytes: number;
  answerBytes: number;
}

interface Counted {
  requests: { total: number };
  latency: { p50: number; p99: number };
  throughput: { total: number };
  duration: number;
  non2xx: number;
  errors: number;
}

const autocannon = fileURLToPath(new URL('../peers/node_modules/autocannon/autocannon.js', import.meta.url));

/** Sends the same request to one side over 16 open connections, as fast as the side responds. */
export async function load(side: Side, operation: string, seconds: number, postmaster: number): Promise<Measure> {
  const before = { node: cpuMilliseconds(side.pid), postgres: clusterCpuMilliseconds(postmaster) };
  const counted = await cannonade(side.url, side.headers, side.bodies[operation]!, seconds);
  const after = { node: cpuMilliseconds(side.pid), postgres: clusterCpuMilliseconds(postmaster) };
  const requests = counted.requests.total;
  return {
    requestsPerSecond: requests / counted.duration,
    p50: counted.latency.p50,
    p99: counted.latency.p99,
    nodeCpuMilliseconds: (after.node - before.node) / requests,
    postgresCpuMilliseconds: (after.postgres - before.postgres) / requests,
    residentMegabytes: residentMegabytes(side.pid),
    answerBytes: Math.round(counted.throughput.total / requests),
  };
}

export async function cannonade(
  url: string,
  headers: Record<string, string>,
  body: string,
  seconds: number,
  connections = 16,
): Promise<Counted> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      autocannon,
      '--json',
      '--no-progress',
      '--method=POST',
      `--connections=${connections}`,
      `--duration=${seconds}`,
      ...Object.entries(headers).map(([name, value]) => `--headers=${name}: ${value}`),
      `--body=${body}`,
      url,
    ],
    { maxBuffer: 10_000_000 },
  );
  const counted = JSON.parse(stdout) as Counted;
  if (counted.non2xx + counted.errors > 0) {
    throw new Error(`${counted.non2xx} answers of ${url} were not 2xx, ${counted.errors} requests failed.`);
  }
  return counted;
}
