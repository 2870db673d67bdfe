import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { startProcess } from '#tests/kit/processes.ts';

/** Measured server process, which handles POST requests. */
export interface Side {
  name: string;
  url: string;
  headers: Record<string, string>;
  /** Request body of each operation that the server supports. */
  bodies: Record<string, string>;
  pid: number;
  /** Seconds from the start of the process to its first line of output. */
  startSeconds: number;
  stop(): Promise<void>;
}

/** Starts a server whose first line of output is its address. */
export async function startSide(
  name: string,
  args: string[],
  { env = {}, headers = {}, isTheLine = (line: string) => (line.startsWith('http') ? line : null) } = {},
): Promise<Omit<Side, 'bodies'>> {
  const startedAt = performance.now();
  const child = startProcess(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const url = isTheLine(line);
    if (!url) continue;
    child.stdout.resume();
    return {
      name,
      url,
      headers: { 'content-type': 'application/json', ...headers },
      pid: child.pid!,
      startSeconds: (performance.now() - startedAt) / 1000,
      stop: () => end(child),
    };
  }
  throw new Error(`${name} ended before it listened.`);
}

async function end(child: ChildProcess) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 15_000);
  await exited;
  clearTimeout(timer);
}

/** Returns the milliseconds of CPU time that a process has used so far. (Linux: proc_pid_stat(5).) */
export function cpuMilliseconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

/**
 * Returns the CPU milliseconds of a PostgreSQL: of its main process, its current child processes and those that have
 * ended.
 */
export function clusterCpuMilliseconds(postmaster: number): number {
  let sum = 0;
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const fields = readFileSync(`/proc/${name}/stat`, 'utf8').split(') ')[1]!.split(' ');
      if (Number(name) === postmaster)
        sum += Number(fields[11]) + Number(fields[12]) + Number(fields[13]) + Number(fields[14]);
      else if (Number(fields[1]) === postmaster) sum += Number(fields[11]) + Number(fields[12]);
    } catch {
      // The process has ended in the meantime.
    }
  }
  return sum * 10;
}

export function residentMegabytes(pid: number): number {
  const [, kilobytes] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Math.round(Number(kilobytes) / 1024);
}
