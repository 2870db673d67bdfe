import { spawnSync } from 'node:child_process';

/** Builds Vitrine, then runs it in this process. Stops it when npm ends. */
const { status } = spawnSync('npm', ['run', '--silent', 'build'], {
  stdio: 'inherit',
  shell: process.platform === 'win32',
});
if (status !== 0) process.exit(status ?? 1);

// npm starts a shell, which ends at a signal and does not pass it on. Then this process gets another parent.
const parent = process.ppid;
const watch = setInterval(() => {
  if (process.ppid === parent) return;
  clearInterval(watch); // a second signal would end the server at once
  process.kill(process.pid, 'SIGTERM');
}, 500).unref();

await import('../dist/server/main.js');
