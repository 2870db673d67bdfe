import type { ChildProcess } from 'node:child_process';

const running = new Set<ChildProcess>();

/** Kills a child process when this one exits. One in a process group of its own would go on. */
export function endWithThisProcess(child: ChildProcess): void {
  if (running.size === 0) process.on('exit', killAll);
  running.add(child);
  const forget = () => {
    running.delete(child);
    if (running.size === 0) process.off('exit', killAll);
  };
  child.once('exit', forget).once('error', forget);
}

function killAll(): void {
  for (const child of running) child.kill('SIGKILL');
}
