import { parseArgs } from 'node:util';
import { openHouse } from './house.ts';
import { pointOf, targets } from './plan.ts';
import { type Figures, strike } from './strike.ts';

/**
 * Disturbs publishes with kill -9: `npm run prove -- chaos [--points 200] [--seed …] [--from 0] [--houses 4]`. A
 * failure prints its point and seed. `--seed <seed> --from <point> --points 1` repeats it.
 */
const { values } = parseArgs({
  options: {
    points: { type: 'string', default: '200' },
    houses: { type: 'string', default: '4' },
    from: { type: 'string', default: '0' },
    seed: { type: 'string', default: Date.now().toString(36) },
    verbose: { type: 'boolean', default: false },
  },
});
const [count, from] = [Number(values.points), Number(values.from)];
const houseCount = Math.min(Number(values.houses), count);
const points = Array.from({ length: count }, (_, index) => pointOf(values.seed, from + index));
console.log(`chaos: seed ${values.seed}, points ${from} to ${from + count - 1}, ${houseCount} houses`);

const began = performance.now();
const done = new Map<number, number>();
const said = new Set<string>();
const results = await Promise.all(
  Array.from({ length: houseCount }, async (_, number) => {
    const house = await openHouse();
    let keep = true;
    try {
      const own = points.filter((_, index) => index % houseCount === number);
      const struck = await strike(house, own, (figures) => {
        done.set(number, figures.points);
        say(figures.wrong);
        if (values.verbose) console.log(`${sum([...done.values()])} of ${count} after ${seconds()} s`);
      });
      keep = struck.wrong.length > 0;
      return struck;
    } finally {
      if (keep) console.error(`What happened can be looked up in ${house.folder}.`);
      await house.end({ keep });
    }
  }),
);

const wrong = results.flatMap((figures) => figures.wrong);
say(wrong);
const kills = targets.map((target) => `${target} ${sum(results.map((figures) => figures.kills[target]))}`);
console.log(
  [
    `chaos: ${sum(results.map((figures) => figures.points))} points`,
    `kills: ${kills.join(', ')}`,
    `killed while ${counted(results.map(({ phases }) => phases))}`,
    `${wrong.length} torn reads or wrong revisions in ${sum(results.map(({ reads }) => reads))} reads`,
    `errors told: ${counted(results.map(({ failures }) => failures))}`,
    `publisher run again ${sum(results.map(({ retries }) => retries))} times`,
    `longest publish ${Math.max(...results.map(({ longestSeconds }) => longestSeconds)).toFixed(0)} s`,
    `${seconds()} s`,
  ].join('; '),
);
process.exit(wrong.length === 0 ? 0 : 1);

/** Prints each fault at once, and only once. */
function say(sentences: readonly string[]): void {
  for (const sentence of sentences) if (!said.has(sentence)) console.error(sentence);
  for (const sentence of sentences) said.add(sentence);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function counted(maps: readonly Figures['phases'][]): string {
  const total = new Map<string, number>();
  for (const [name, count] of maps.flatMap((map) => [...map])) total.set(name, (total.get(name) ?? 0) + count);
  return [...total].map(([name, count]) => `${name} ${count}`).join(', ') || 'none';
}

function seconds(): string {
  return ((performance.now() - began) / 1_000).toFixed(0);
}
