import { spawn } from 'node:child_process';

/**
 * Programs for development: the server, which restarts when its code changes, and Vite, which serves the viewer from
 * its sources.
 */
const programs = [
  ['tsx', ['watch', '--clear-screen=false', 'server/main.ts']],
  ['vite', ['--clearScreen', 'false']],
] as const;

// Uses the newly generated documents instead of those from the last build of the viewer.
const env = { PERSISTED_DOCUMENTS_DIR: 'client/gql', ...process.env };
const children = programs.map(([program, args]) =>
  spawn(`node_modules/.bin/${program}`, args, { stdio: 'inherit', env }),
);
for (const child of children) {
  child.once('exit', (code) => {
    for (const other of children) other.kill('SIGTERM');
    process.exitCode ??= code ?? 1;
  });
}
console.log('The viewer, as it is written: http://localhost:5173');
