import { setTimeout as sleep } from 'node:timers/promises';
import { cannonade } from './load.ts';
import { residentMegabytes, type Side } from './side.ts';
import { throttle } from './throttle.ts';

/** So little of a core for each process that neither PostgreSQL nor what asks is the bound, on two cores already. */
const share = 0.2;
const turns = 3;

/**
 * How many times as many answers two processes give as one, each asked over 16 connections: the median of some turns. The
 * processes get a small share of a core each, where that can be had: else who has to share two cores is PostgreSQL.
 */
export async function compareWithTwo(one: Side, other: Side, operation: string, seconds: number) {
  const ask = async (side: Side) => {
    const { requests, duration } = await cannonade(side.url, side.headers, side.bodies[operation]!, seconds);
    return requests.total / duration;
  };
  for (const side of [one, other]) await ask(side); // warm, with all that there is
  const releases = [one, other].map(({ pid }) => throttle(pid, share));
  try {
    const measured: { alone: number; together: number; times: number }[] = [];
    for (let turn = 0; turn < turns; turn += 1) {
      const alone = ((await ask(one)) + (await ask(other))) / 2;
      const [a, b] = await Promise.all([ask(one), ask(other)]);
      measured.push({ alone, together: a + b, times: (a + b) / alone });
    }
    const [median] = measured.sort((a, b) => a.times - b.times).slice(Math.floor(turns / 2));
    return { operation, coreShare: releases.includes(null) ? null : share, ...median! };
  } finally {
    for (const release of releases) release?.();
  }
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
