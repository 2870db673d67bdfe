import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';

const intervalMilliseconds = 200;
const pageByteSize = 4_096;

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
    return Number(readFileSync(`/proc/${pid}/statm`, 'latin1').split(' ')[1]) * pageByteSize;
  } catch {
    return 0;
  }
}
