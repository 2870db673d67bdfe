import { startProcess } from '../kit/processes.ts';

/** Runs the fuzz test of hostile requests at full length: `npx tsx tests/hostile/prove.ts [requests]`. */
const requests = process.argv[2] ?? '1000000';
const child = startProcess('npx', ['vitest', 'run', 'tests/hostile/fuzz.test.ts'], {
  stdio: 'inherit',
  env: { ...process.env, HOSTILE_REQUESTS: requests },
});
child.once('exit', (code) => process.exit(code ?? 1));
