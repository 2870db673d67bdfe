import { spawn } from 'node:child_process';

/** The server, started again when its code changes, and Vite in front of it with the viewer as it is written. */
const programs = [
  ['tsx', ['watch', '--clear-screen=false', 'server/main.ts']],
  ['vite', ['--clearScreen', 'false']],
] as const;

// The documents as they are generated, not as the viewer was last built with.
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
