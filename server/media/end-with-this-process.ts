import { type ChildProcess, spawn } from 'node:child_process';
import type { Socket } from 'node:net';

const running = new Set<ChildProcess>();

/**
 * Shell script that kills process groups. The last line of its input names the groups that are running. Its input ends
 * with the process that writes it.
 */
const guardScript = `
while read -r line; do groups=$line; done
for group in $groups; do kill -KILL "-$group"; done`;

let guard: ChildProcess | undefined;

/**
 * Kills a child process, and the processes it started, when this process ends. A shell waits for its input to close,
 * which the kernel does even after kill -9. On systems without a shell, a child ends only if this process exits
 * normally.
 */
export function endWithThisProcess(child: ChildProcess): void {
  if (child.pid === undefined) return;
  if (running.size === 0) process.on('exit', killAll);
  running.add(child);
  tellGuard();
  child.once('exit', () => {
    running.delete(child);
    if (running.size === 0) process.off('exit', killAll);
    tellGuard();
  });
}

function killAll(): void {
  for (const child of running) child.kill('SIGKILL');
}

function tellGuard(): void {
  if (process.platform === 'win32') return;
  guard ??= startGuard();
  guard.stdin!.write(`${Array.from(running, ({ pid }) => pid).join(' ')}\n`);
}

function startGuard(): ChildProcess {
  const started = spawn('sh', ['-c', guardScript], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  const forget = () => {
    if (guard === started) guard = undefined;
  };
  started.once('exit', forget).once('error', forget);
  started.stdin.on('error', forget);
  // Neither the shell nor its input keeps this process running.
  started.unref();
  (started.stdin as Socket).unref();
  return started;
}
