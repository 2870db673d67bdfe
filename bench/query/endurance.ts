import { setTimeout as sleep } from 'node:timers/promises';
import { cannonade } from './load.ts';
import { residentMegabytes, type Side } from './side.ts';

/** How many times as many answers two processes give as one, each asked over 16 connections. */
export async function compareWithTwo(one: Side, other: Side, operation: string, seconds: number) {
  const ask = async (side: Side) => {
    const { requests, duration } = await cannonade(side.url, side.headers, side.bodies[operation]!, seconds);
    return requests.total / duration;
  };
  await ask(other); // warm, as the first one is
  const alone = await ask(one);
  const together = await Promise.all([ask(one), ask(other)]);
  return { alone, together: together[0] + together[1], times: (together[0] + together[1]) / alone };
}

/** Keeps a process busy with several operations in turn, and looks at its memory every ten seconds. */
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
