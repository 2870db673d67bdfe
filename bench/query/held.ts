import { medianBy, medianOf } from '../median.ts';
import { cannonade } from './load.ts';
import type { Side } from './side.ts';
import { whileThrottled } from './throttle.ts';

/*
 * What is said of the API alone: its processes get a small share of a core each, where that can be had, so that the
 * database is not the bound. Without that, on few cores, all of them share those with PostgreSQL.
 */

/** How many times as many answers two processes give as one, each asked over 16 connections: the median of some turns. */
export async function compareWithTwo(one: Side, other: Side, operation: string, seconds: number, turns = 3) {
  for (const side of [one, other]) await ask(side, operation, seconds); // warm, with all that there is
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

/** How many times as many answers one side gives as another, in turns. */
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
