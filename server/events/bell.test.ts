import { getEventListeners } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Bell } from './bell.ts';

test('a bell that rings often leaves nothing behind on the signal', async () => {
  const bell = new Bell();
  const { signal } = new AbortController();
  for (let count = 0; count < 100; count += 1) {
    const heard = bell.heard(signal);
    await setImmediate();
    bell.ring();
    await heard;
  }
  expect(getEventListeners(signal, 'abort')).toEqual([]);
});

test('an aborted signal ends the wait', async () => {
  const bell = new Bell();
  const abort = new AbortController();
  const heard = bell.heard(abort.signal);
  abort.abort();
  await heard;
  await bell.heard(abort.signal);
});
