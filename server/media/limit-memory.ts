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
    return residentByteSizeIn(readFileSync(`/proc/${pid}/status`, 'latin1'));
  } catch {
    return 0;
  }
}

/** Reads the memory that a process holds from its status, which counts kilobytes whatever the size of a page. */
export function residentByteSizeIn(status: string): number {
  const [, kilobytes] = /^VmRSS:\s*(\d+) kB$/m.exec(status) ?? [];
  return Number(kilobytes ?? 0) * 1_024;
}
