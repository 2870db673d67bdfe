import { type ChildProcess, spawn } from 'node:child_process';

/**
 * Shuts PostgreSQL down when this process ends in any way. A shell waits for its input to close, which the kernel does
 * even after kill -9. On systems without a shell, PostgreSQL runs until the next start stops it.
 */
export function endWithUs(postmaster: ChildProcess): void {
  if (process.platform === 'win32') return;
  const guard = spawn('sh', ['-c', 'read -r _; kill -INT "$1"', 'sh', String(postmaster.pid)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  guard.on('error', () => {});
  guard.unref();
  // The guard ends with PostgreSQL, because another process may later get the same id.
  postmaster.once('exit', () => guard.kill('SIGKILL'));
}
