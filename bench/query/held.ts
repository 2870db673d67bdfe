import { medianBy, medianOf } from '../median.ts';
import { cannonade } from './load.ts';
import type { Side } from './side.ts';
import { whileThrottled } from './throttle.ts';

/*
 * Comparisons of the API alone. Its processes get a small share of a core each, if possible, so that the database is
 * not the limit. Without that, on few cores, they all share the cores with PostgreSQL.
 */

/**
 * Compares the throughput of two processes with that of one, each with 16 connections. Returns the median of several
 * turns.
 */
export async function compareWithTwo(one: Side, other: Side, operation: string, seconds: number, turns = 3) {
  for (const side of [one, other]) await ask(side, operation, seconds); // Warms up without a CPU limit.
  const { coreShare, result } = await whileThrottled([one.pid, other.pid], async () => {
    const measured: { alone: number; together: number; times: number }[] = [];
    for (let turn = 0; turn < turns; turn += 1) {
      const alone = ((await ask(one, operation, seconds)) + (await ask(other, operation, seconds))) / 2;
      const [a, b] = await Promise.all([ask(one, operation, seconds), ask(other, operation, seconds)]);
      measured.push({ alone, together: a + b, times: (a + b) / alone });
    }
    return medianBy(measured, ({ times }) => times);
  });
  return { operation, coreShare, ...result };
}

/** Returns the throughput of one side divided by that of another, measured in turns. */
export async function compareHeld(one: Side, other: Side, operation: string, seconds: number, turns: number) {
  const { coreShare, result } = await whileThrottled([one.pid, other.pid], async () => {
    const times: number[] = [];
    for (let turn = 0; turn < turns; turn += 1) {
      times.push((await ask(one, operation, seconds)) / (await ask(other, operation, seconds)));
    }
    return medianOf(times);
  });
  return { operation, coreShare, times: result };
}

async function ask(side: Side, operation: string, seconds: number): Promise<number> {
  const { requests, duration } = await cannonade(side.url, side.headers, side.bodies[operation]!, seconds);
  return requests.total / duration;
}
