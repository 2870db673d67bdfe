import { join } from 'node:path';
import { createSpool } from './spool.ts';

/**
 * Yields strings sorted by UTF-16 code units, with at most `held` of them in memory. Writes sorted parts to files and
 * merges them.
 */
export async function* sortStrings(
  strings: AsyncIterable<string>,
  folder: string,
  held = 100_000,
): AsyncGenerator<string> {
  const runs: AsyncGenerator<string>[] = [];
  let run: string[] = [];
  for await (const string of strings) {
    run.push(string);
    if (run.length < held) continue;
    runs.push(await store(run, join(folder, `run-${runs.length}.ndjson`)));
    run = [];
  }
  run.sort();
  if (runs.length === 0) {
    yield* run;
    return;
  }
  yield* merge([
    ...runs,
    (async function* () {
      yield* run;
    })(),
  ]);
}

async function store(run: string[], file: string): Promise<AsyncGenerator<string>> {
  const spool = createSpool<string>(file);
  for (const string of run.sort()) await spool.add(string);
  await spool.end();
  return spool.rows();
}

async function* merge(runs: AsyncGenerator<string>[]): AsyncGenerator<string> {
  const heads = await Promise.all(runs.map((run) => run.next()));
  for (;;) {
    let least = -1;
    for (const [index, head] of heads.entries()) {
      const best = heads[least];
      if (!head.done && (!best || best.done || head.value < best.value)) least = index;
    }
    const [head, run] = [heads[least], runs[least]];
    if (!head || head.done || !run) return;
    yield head.value;
    heads[least] = await run.next();
  }
}
