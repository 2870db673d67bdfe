import { endStartedProcesses, startProcess } from '../kit/processes.ts';

/** Runs the whole suite twice beside eight processes that use all processor time; once with `--once`. */
const busyLoops = 8;
const rounds = process.argv.includes('--once') ? 1 : 2;

for (let count = 0; count < busyLoops; count += 1) {
  startProcess(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' });
}
const started = performance.now();
let failed = 0;
for (let round = 0; round < rounds; round += 1) {
  const suite = startProcess(process.execPath, ['--import', 'tsx', 'scripts/test.ts'], { stdio: 'inherit' });
  const code = await new Promise<number | null>((resolve) => suite.once('exit', resolve));
  if (code !== 0) failed += 1;
}
await endStartedProcesses();
const minutes = Math.round((performance.now() - started) / 60_000);
console.log(`busy: ${rounds - failed} of ${rounds} runs passed beside ${busyLoops} busy loops, in ${minutes} minutes`);
process.exit(failed === 0 ? 0 : 1);
