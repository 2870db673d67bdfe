import { type ChildProcess, spawn } from 'node:child_process';

/**
 * Shuts PostgreSQL down when this process ends, even after kill -9. A shell waits until its standard input is closed,
 * because the kernel closes it when this process ends. On Windows, PostgreSQL runs until the next start stops it.
 */
export function endWithUs(postmaster: ChildProcess): void {
  if (process.platform === 'win32') return;
  const guard = spawn('sh', ['-c', 'read -r _; kill -INT "$1"', 'sh', String(postmaster.pid)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  guard.on('error', () => {});
  guard.unref();
  // Ends the shell together with PostgreSQL, because another process may later get the same process id.
  postmaster.once('exit', () => guard.kill('SIGKILL'));
}
