import { expect, test } from 'vitest';
import { RunningParts } from './running-parts.ts';

/** Parts that write down when they stop. The named ones fail to stop. */
function recorded(...failing: string[]) {
  const stopped: string[] = [];
  const part = (name: string) => ({
    stop: async () => {
      stopped.push(name);
      if (failing.includes(name)) throw new Error(`${name} does not stop`);
    },
  });
  return { part, stopped };
}

test('entrances stop first, then the parts that they use, the latest first', async () => {
  const { part, stopped } = recorded();
  const parts = new RunningParts();
  parts.add(part('database'));
  parts.addEntrance(part('worker'));
  parts.add(part('store'));
  parts.addEntrance(part('requests'));
  await parts.stop();
  expect(stopped).toEqual(['worker', 'requests', 'store', 'database']);
  expect(parts.isStopping).toBe(true);
});

test('a part that fails to stop keeps no other one running, and its failure is thrown', async () => {
  const { part, stopped } = recorded('requests', 'store');
  const parts = new RunningParts();
  parts.add(part('database'));
  parts.add(part('store'));
  parts.addEntrance(part('requests'));
  await expect(parts.stop()).rejects.toThrow('requests does not stop');
  expect(stopped).toEqual(['requests', 'store', 'database']);
});
