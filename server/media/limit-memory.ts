import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';

const intervalMilliseconds = 200;

/**
 * Calls `exceed` when a child process holds more memory. The operating system's own limit may not count all of it, or
 * be missing. Does nothing where /proc does not exist.
 */
export function limitMemory(
  child: Pick<ChildProcess, 'pid'>,
  memoryByteSize: number,
  exceed: () => void,
): { stop(): void } {
  const timer = setInterval(() => {
    if (residentByteSize(child.pid) > memoryByteSize) exceed();
  }, intervalMilliseconds);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}

function residentByteSize(pid: number | undefined): number {
  try {
    // In kilobytes, whatever the size of a page: `VmRSS:     45056 kB`.
    const [, kilobytes] = /^VmRSS:\s*(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1')) ?? [];
    return Number(kilobytes ?? 0) * 1_024;
  } catch {
    return 0;
  }
}
