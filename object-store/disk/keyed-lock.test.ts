import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { KeyedLock } from './keyed-lock.ts';

test('tasks of one key run one after the other, those of another do not wait, and a failure stops nobody', async () => {
  const lock = new KeyedLock();
  const log: string[] = [];
  const task =
    (name: string, fails = false) =>
    async () => {
      log.push(`${name} begins`);
      await setImmediate();
      log.push(`${name} ends`);
      if (fails) throw new Error(name);
    };
  const outcomes = await Promise.allSettled([
    lock.run('a', task('a1', true)),
    lock.run('a', task('a2')),
    lock.run('b', task('b1')),
  ]);
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
  expect(log.filter((line) => line.startsWith('a'))).toEqual(['a1 begins', 'a1 ends', 'a2 begins', 'a2 ends']);
  expect(log.indexOf('b1 begins')).toBeLessThan(log.indexOf('a1 ends'));
});
