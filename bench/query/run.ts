import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { run } from '../../scripts/run.ts';
import { compareAnswers } from './answers.ts';
import { load, type Measure } from './load.ts';
import { median, plotOf, type Results, shareOf, tableOf, verdictsOn } from './report.ts';
import { openScene } from './scene.ts';
import type { Side } from './side.ts';
import { startSides } from './sides.ts';

/**
 * Asks Vitrine, the bare limit and its peers the same questions on the same PostgreSQL and the same data, in turns, and
 * prints medians and ratios.
 *
 *     npm run bench -- query                     2,000,000 items, 5 rounds of 5 s
 *     npm run bench -- query --quick             200,000 items, 3 rounds of 1 s
 *     npm run bench -- query --items 20000000 --only Q2,Q3,Q4a,Q4b,Q4c
 *
 * `--no-peers` leaves the peers out, `--json` prints nothing but one JSON line, `--plot file.svg` draws.
 */
const { values } = parseArgs({
  allowNegative: true,
  options: {
    quick: { type: 'boolean', default: false },
    items: { type: 'string' },
    rounds: { type: 'string' },
    seconds: { type: 'string' },
    only: { type: 'string' },
    peers: { type: 'boolean', default: true },
    json: { type: 'boolean', default: false },
    plot: { type: 'string' },
  },
});
const items = Number(values.items ?? (values.quick ? 200_000 : 2_000_000));
const rounds = Number(values.rounds ?? (values.quick ? 3 : 5));
const seconds = Number(values.seconds ?? (values.quick ? 1 : 5));
const say = (line: string) => {
  if (!values.json) console.log(line);
};

await installPeers();
if ((await run('npm', ['run', '--silent', 'build'])).code !== 0) process.exit(1);
const scene = await openScene(items, say);
const postmaster = Number(
  readFileSync(join(scene.folder, 'postgres', 'cluster', 'postmaster.pid'), 'utf8').split('\n')[0],
);
const sides: Side[] = [];
try {
  const asked = await startSides(scene, values.peers, sides);
  for (const side of sides) say(`${side.name} listened after ${side.startSeconds.toFixed(1)} s`);
  const wanted = values.only?.split(',');
  const operations = asked.filter(({ name }) => wanted?.includes(name) ?? true);
  const results: Results = {};
  for (const { name, about } of operations) {
    await compareAnswers(sides, name);
    const answering = sides.filter(({ bodies }) => bodies[name]);
    for (const side of answering) await load(side, name, 1, postmaster);
    const measures: Record<string, Measure[]> = {};
    for (let round = 0; round < rounds; round += 1) {
      for (const side of answering) {
        measures[side.name] ??= [];
        measures[side.name]!.push(await load(side, name, seconds, postmaster));
      }
    }
    const medians = Object.fromEntries(Object.entries(measures).map(([side, all]) => [side, median(all)]));
    results[name] = medians;
    say(
      `${name} ${about}: ${Object.entries(medians)
        .map(
          ([side, { requestsPerSecond }]) =>
            `${side} ${requestsPerSecond.toFixed(0)}/s (${shareOf(medians, side, 'limit').toFixed(2)})`,
        )
        .join(', ')}`,
    );
  }
  say(`\n${tableOf(operations, results)}\n`);
  for (const verdict of verdictsOn(results)) say(verdict);
  if (values.plot) writeFileSync(values.plot, plotOf(operations, results));
  console.log(JSON.stringify({ items, rounds, seconds, node: process.version, results }));
} finally {
  for (const side of sides) await side.stop();
  await scene.end();
}

/** The peers have a lockfile of their own, so that the product never carries them. */
async function installPeers() {
  const folder = 'bench/peers';
  if (existsSync(join(folder, 'node_modules', 'autocannon'))) return;
  const { code } = await run('npm', ['ci', '--ignore-scripts', '--prefix', folder]);
  if (code !== 0) process.exit(code);
}
