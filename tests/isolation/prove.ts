import { startProcess } from '../kit/processes.ts';

/** Runs the fuzzed walk at full length: `npx tsx tests/isolation/prove.ts [steps]`. */
const steps = process.argv[2] ?? '10000';
const child = startProcess('npx', ['vitest', 'run', 'tests/isolation/walk.test.ts'], {
  stdio: 'inherit',
  env: { ...process.env, WALK_STEPS: steps },
});
child.once('exit', (code) => process.exit(code ?? 1));
