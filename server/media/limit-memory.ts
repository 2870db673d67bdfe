import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';

const intervalMilliseconds = 200;

/**
 * Calls `exceed` when a child process uses more memory than the limit. The limit of the operating system may not count
 * all memory, or may be missing. Does nothing on systems without /proc.
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

/** Reads the memory of a process from its status, which counts in kilobytes for any page size. */
export function residentByteSizeIn(status: string): number {
  const [, kilobytes] = /^VmRSS:\s*(\d+) kB$/m.exec(status) ?? [];
  return Number(kilobytes ?? 0) * 1_024;
}
