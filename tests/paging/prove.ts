import { spawn } from 'node:child_process';

/** The walks through changing lists, as many as one likes: `npm run prove -- paging [walks]`. */
const runs = process.argv[2] ?? '10000';
const child = spawn('npx', ['vitest', 'run', 'tests/paging/items.test.ts'], {
  stdio: 'inherit',
  env: { ...process.env, PAGING_RUNS: runs },
});
child.once('exit', (code) => process.exit(code ?? 1));
