import { startProcess } from '../kit/processes.ts';

/** Runs many walks through changing lists: `npm run prove -- paging [walks]`. */
const runs = process.argv[2] ?? '10000';
const child = startProcess('npx', ['vitest', 'run', 'tests/paging/items.test.ts'], {
  stdio: 'inherit',
  env: { ...process.env, PAGING_RUNS: runs },
});
child.once('exit', (code) => process.exit(code ?? 1));
