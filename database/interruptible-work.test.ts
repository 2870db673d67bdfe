import type pg from 'pg';
import { expect, test } from 'vitest';
import { InterruptibleWork, interruptibly, Stopped } from './interruptible-work.ts';

const client = { query: () => {} } as unknown as pg.ClientBase;
const statement = () => interruptibly(client, () => Promise.resolve('done'));

test('work that goes on while other work ends is still followed, and can be stopped', async () => {
  const [long, short] = [new InterruptibleWork(), new InterruptibleWork()];
  const { promise: later, resolve: goOn } = deferred();
  const going = long.run(async () => {
    await later;
    return statement();
  });
  await short.run(statement);
  await long.stop();
  goOn();
  await expect(going).rejects.toThrow(Stopped);
});

test('work is followed again after there was none', async () => {
  await new InterruptibleWork().run(statement);
  const work = new InterruptibleWork();
  await work.stop();
  await expect(work.run(statement)).rejects.toThrow(Stopped);
});

test('outside of any work, and for work that has ended, nothing is stopped', async () => {
  const work = new InterruptibleWork();
  expect(await work.run(statement)).toBe('done');
  await work.stop();
  expect(await statement()).toBe('done');
});

test('who is told which work a statement belongs to need not be called in it', async () => {
  const work = new InterruptibleWork();
  await work.stop();
  await expect(interruptibly(client, () => Promise.resolve('done'), work)).rejects.toThrow(Stopped);
});

function deferred() {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
