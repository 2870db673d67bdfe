import { parseArgs } from 'node:util';
import { endStartedProcesses, startProcess } from '../kit/processes.ts';

/**
 * Runs the whole suite twice beside eight processes that use all processor time: `npm run prove -- busy`. With `--once`
 * it runs once. Names limit the run to test files whose path contains them, without the browser tests.
 */
const busyLoops = 8;
const { values, positionals: names } = parseArgs({ allowPositionals: true, options: { once: { type: 'boolean' } } });
const rounds = values.once ? 1 : 2;

for (let count = 0; count < busyLoops; count += 1) {
  startProcess(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' });
}
const minutes: string[] = [];
let passed = 0;
for (let round = 0; round < rounds; round += 1) {
  const started = performance.now();
  const suite = startProcess(process.execPath, ['--import', 'tsx', 'scripts/test.ts', ...names], { stdio: 'inherit' });
  const code = await new Promise<number | null>((resolve) => suite.once('exit', resolve));
  if (code === 0) passed += 1;
  minutes.push(((performance.now() - started) / 60_000).toFixed(1));
}
await endStartedProcesses();
console.log(
  `busy: ${passed} of ${rounds} runs passed beside ${busyLoops} busy loops, in ${minutes.join(' and ')} minutes`,
);
process.exit(passed === rounds ? 0 : 1);
