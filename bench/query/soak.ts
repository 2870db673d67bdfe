import { setTimeout as sleep } from 'node:timers/promises';
import { cannonade } from './load.ts';
import { residentMegabytes, type Side } from './side.ts';

/** Sends several operations to a process in turn, and measures its memory every ten seconds. */
export async function soak(side: Side, operations: readonly string[], seconds: number) {
  const samples: number[] = [];
  const ending = performance.now() + seconds * 1000;
  const watching = (async () => {
    while (performance.now() < ending) {
      await sleep(10_000);
      samples.push(residentMegabytes(side.pid));
    }
  })();
  for (let turn = 0; performance.now() < ending; turn += 1) {
    const operation = operations[turn % operations.length]!;
    await cannonade(side.url, side.headers, side.bodies[operation]!, 10);
  }
  await watching;
  const third = Math.floor(samples.length / 3);
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  return {
    seconds,
    peakMegabytes: Math.max(...samples),
    firstThirdMegabytes: Math.round(mean(samples.slice(0, third))),
    lastThirdMegabytes: Math.round(mean(samples.slice(-third))),
  };
}
