import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { run } from '../../scripts/run.ts';
import { compareAnswers } from './answers.ts';
import { findSequentialScans } from './explain.ts';
import { compareHeld, compareWithTwo } from './held.ts';
import { load, type Measure } from './load.ts';
import { median, plotOf, type Results, shareOf, tableOf, verdictsOn } from './report.ts';
import { openScene } from './scene.ts';
import { residentMegabytes, type Side } from './side.ts';
import { findPlaces, startSides, startVitrine } from './sides.ts';
import { soak } from './soak.ts';
import { untilQuiet } from './until-quiet.ts';
import { compareWithoutWalls } from './walls.ts';

/**
 * Sends the same operations to Vitrine, the bare limit and its peers. They use the same PostgreSQL and the same data,
 * in turns. Prints medians and ratios.
 *
 *     npm run bench                     2,000,000 items, 5 rounds of 5 s.
 *     npm run bench -- --quick          200,000 items, 1 round of 1 s, under 3 minutes.
 *     npm run bench -- --items 20000000 --only Q2,Q3,Q4a,Q4b,Q4c --no-peers
 *
 * `--json` prints only one JSON line, and `--plot file.svg` draws a chart. `--soak 600` ends with 600 seconds of load
 * while watching the memory.
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
    soak: { type: 'string' },
  },
});
const items = Number(values.items ?? (values.quick ? 200_000 : 2_000_000));
const rounds = Number(values.rounds ?? (values.quick ? 1 : 5));
const seconds = Number(values.seconds ?? (values.quick ? 1 : 5));
const say = (line: string) => {
  if (!values.json) console.log(line);
};

await prepare();
const scene = await openScene(items, say);
const cluster = join(scene.folder, 'postgres', 'cluster');
const postmaster = Number(readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[0]);
const sides: Side[] = [];
try {
  const asked = await startSides(scene, values, sides);
  const wanted = values.only?.split(',');
  const operations = asked.filter(({ name }) => wanted?.includes(name) ?? true);
  const results: Results = {};
  for (const { name, about } of operations) {
    await untilQuiet(scene);
    await compareAnswers(sides, name);
    results[name] = await measure(name);
    const shares = Object.entries(results[name]).map(
      ([side, { requestsPerSecond }]) =>
        `${side} ${requestsPerSecond.toFixed(0)}/s (${shareOf(results[name]!, side, 'limit').toFixed(2)})`,
    );
    say(`${name} ${about}: ${shares.join(', ')}`);
  }
  say(`\n${tableOf(operations, results)}\n`);
  for (const verdict of verdictsOn(results)) say(verdict);

  const vitrine = sides.find(({ name }) => name === 'Vitrine')!;
  const peer = sides.find(({ name }) => name === 'PostGraphile');
  const held = [];
  for (const { name } of operations.filter(({ name }) => peer?.bodies[name] && (!values.quick || name === 'Q2'))) {
    await untilQuiet(scene);
    const compared = await compareHeld(vitrine, peer!, name, seconds, Math.min(3, rounds));
    held.push(compared);
    say(`${name}, each with ${coreShareOf(compared)}: ${compared.times.toFixed(2)} times PostGraphile`);
  }
  const places = await findPlaces(scene);
  const second = await startVitrine(scene, places);
  sides.push(second);
  const two = await compareWithTwo(vitrine, second, 'Q5', seconds);
  const each = coreShareOf(two);
  say(`two processes against one, each with ${each}, ${two.operation}: ${two.times.toFixed(2)} times (goal 1.8)`);
  const walls = [];
  for (const operation of ['Q2', 'Q5']) {
    const compared = await compareWithoutWalls(scene, vitrine, operation, { rounds, seconds, postmaster });
    walls.push(compared);
    say(`row-level security costs ${(100 * compared.cost).toFixed(1)} % of the answers of ${operation} (goal 15)`);
  }
  say(`from the start of the process to its first answer: ${vitrine.startSeconds.toFixed(2)} s (goal 1.5)`);
  say(`resident after the load: ${residentMegabytes(vitrine.pid)} MB (goal 250)`);
  const scans = await findSequentialScans(scene, () => startVitrine(scene, places));
  say(`sequential scans of large tables: ${scans.length === 0 ? 'none' : scans.join(', ')}`);
  const soaked = values.soak ? await soak(vitrine, ['Q1', 'Q2', 'Q4a', 'Q5', 'Q6'], Number(values.soak)) : null;
  if (soaked) say(`soak: ${JSON.stringify(soaked)}`);

  if (values.plot) writeFileSync(values.plot, plotOf(operations, results));
  const { startSeconds } = vitrine;
  console.log(
    JSON.stringify({
      items,
      rounds,
      seconds,
      node: process.version,
      results,
      held,
      two,
      walls,
      startSeconds,
      scans,
      soaked,
    }),
  );
} finally {
  for (const side of sides) await side.stop();
  await scene.end();
}

function coreShareOf({ coreShare }: { coreShare: number | null }): string {
  return coreShare === null ? 'no limit of its CPU' : `${coreShare} of a core`;
}

/**
 * Measures one operation. Warms up each side, then measures all sides in turns, so that other programs on the machine
 * affect all equally.
 */
async function measure(operation: string): Promise<Record<string, Measure>> {
  const answering = sides.filter(({ bodies }) => bodies[operation]);
  const loadAlone = async (side: Side, seconds: number) => {
    await untilQuiet(scene);
    return load(side, operation, seconds, postmaster);
  };
  for (const side of answering) await loadAlone(side, 1);
  const measures: Record<string, Measure[]> = {};
  for (let round = 0; round < rounds; round += 1) {
    for (const side of answering) {
      measures[side.name] ??= [];
      measures[side.name]!.push(await loadAlone(side, seconds));
    }
  }
  return Object.fromEntries(Object.entries(measures).map(([side, all]) => [side, median(all)]));
}

/**
 * Builds Vitrine and installs the peers. The peers have a separate lockfile, so that the product does not contain them.
 */
async function prepare() {
  const commands = [['npm', 'run', '--silent', 'build']];
  if (!existsSync('bench/peers/node_modules/autocannon')) {
    commands.push(['npm', 'ci', '--ignore-scripts', '--prefix', 'bench/peers']);
  }
  for (const [program, ...args] of commands) {
    const { code, output } = await run(program!, args, { quiet: true });
    if (code !== 0) throw new Error(output);
  }
}
