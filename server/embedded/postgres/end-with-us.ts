import { type ChildProcess, spawn } from 'node:child_process';

/**
 * Has PostgreSQL shut down when this process ends, however it ends: a shell waits for its input to close, which the
 * kernel does even after kill -9. Where there is no shell, PostgreSQL goes on until the next start stops it.
 */
export function endWithUs(postmaster: ChildProcess): void {
  if (process.platform === 'win32') return;
  const guard = spawn('sh', ['-c', 'read -r _; kill -INT "$1"', 'sh', String(postmaster.pid)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  guard.on('error', () => {});
  guard.unref();
  // A guard without its charge must not wait for a stranger of the same id.
  postmaster.once('exit', () => guard.kill('SIGKILL'));
}
