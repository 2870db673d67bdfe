import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Edition, editionAfter, type Form, writeFolder } from './edition.ts';
import type { House } from './house.ts';
import { inspect } from './inspect.ts';
import { type Point, type Target, targets } from './plan.ts';
import { publishUntilDone } from './publisher.ts';
import { randomOf } from './random.ts';
import { startReaders } from './readers.ts';

export interface Figures {
  points: number;
  kills: Record<Target, number>;
  /** Number of kills by the phase of the publish. */
  phases: Map<string, number>;
  retries: number;
  reads: number;
  failures: Map<string, number>;
  /** Duration of the longest publish, including the disturbances. */
  longestSeconds: number;
  /** Faults, each with its point. */
  wrong: string[];
}

const readerCount = 2;

/** Publishes one edition after another in a house, and kills one of its processes at a point of each publish. */
export async function strike(
  house: House,
  points: readonly Point[],
  onPoint?: (figures: Figures) => void,
): Promise<Figures> {
  const figures: Figures = {
    points: 0,
    kills: Object.fromEntries(targets.map((target) => [target, 0])) as Record<Target, number>,
    phases: new Map(),
    retries: 0,
    reads: 0,
    failures: new Map(),
    longestSeconds: 0,
    wrong: [],
  };
  const editions = new Map<number, Edition>();
  const { typical, last } = await warmUp(house, editions, new Set(points.map(({ form }) => form)));
  let edition = last;
  const readers = startReaders(house, editions, readerCount);
  try {
    for (const point of points) {
      edition = editionAfter(edition, point.form);
      editions.set(edition.number, edition);
      const name = `point ${point.number} of seed ${point.seed} (${point.target}, ${point.form})`;
      const tornBefore = readers.readings.torn.length;
      const wrong = await strikeOnce(house, point, edition, typical[point.form], editions, figures).catch(
        (error: unknown) => [error instanceof Error ? (error.stack ?? error.message) : String(error)],
      );
      wrong.push(...readers.readings.torn.slice(tornBefore));
      figures.wrong.push(...wrong.map((sentence) => `${name}: ${sentence}`));
      figures.points += 1;
      figures.kills[point.target] += 1;
      onPoint?.(figures);
      if (wrong.length > 0) break;
    }
  } finally {
    await readers.stop();
  }
  if (figures.wrong.length === 0) figures.wrong.push(...(await untilStageIsClear(house)));
  figures.reads = readers.readings.reads;
  figures.failures = readers.readings.failures;
  return figures;
}

/** Duration of an undisturbed publish in milliseconds, from its start and from the request to publish. */
type Typical = Record<Point['since'], number>;

/** Publishes each form once undisturbed, to measure the duration. */
async function warmUp(house: House, editions: Map<number, Edition>, wanted: ReadonlySet<Form>) {
  const typical = {} as Record<Form, Typical>;
  let last: Edition | null = null;
  for (const form of ['inline' as const, ...wanted]) {
    last = editionAfter(last, form);
    editions.set(last.number, last);
    const published = await inFolder(house, last, (folder) => publishUntilDone(house, folder));
    typical[form] = { start: published.milliseconds, publish: published.publishingMilliseconds };
  }
  return { typical, last };
}

async function strikeOnce(
  house: House,
  point: Point,
  edition: Edition,
  typical: Typical,
  editions: ReadonlyMap<number, Edition>,
  figures: Figures,
): Promise<string[]> {
  const stop = new AbortController();
  let onPublish = () => {};
  const begun = { start: Promise.resolve(), publish: new Promise<void>((resolve) => (onPublish = resolve)) };
  const { published, phase } = await inFolder(house, edition, async (folder) => {
    const [published, phase] = await Promise.all([
      publishUntilDone(house, folder, { stop: stop.signal, onPublish }),
      begun[point.since].then(() => disturb(house, point, typical[point.since], stop)),
    ]);
    return { published, phase };
  });
  figures.phases.set(phase, (figures.phases.get(phase) ?? 0) + 1);
  figures.retries += published.retries;
  figures.longestSeconds = Math.max(figures.longestSeconds, published.milliseconds / 1_000);
  const wrong = await inspect(house, editions, edition.number, randomOf(point.seed, point.number, 'files'));
  if (published.revision !== edition.number) wrong.push(`the publisher was told of revision ${published.revision}`);
  wrong.push(...house.diedAlone().map((name) => `the ${name} ended by itself`));
  return wrong;
}

/** Waits for the moment, kills the process, waits, and starts it again. Returns the phase of the publish. */
async function disturb(
  house: House,
  point: Point,
  typicalMilliseconds: number,
  stop: AbortController,
): Promise<string> {
  await sleep(point.moment * typicalMilliseconds);
  const phase = await phaseOf(house);
  await house.kill(point.target);
  if (point.publisherStops) stop.abort();
  await sleep(point.downMilliseconds);
  await house.restart(point.target);
  return phase;
}

async function phaseOf({ databases, datasetId }: House): Promise<string> {
  const session = await databases.system.ingestSession.findFirst({
    where: { datasetId },
    orderBy: { id: 'desc' },
    select: { state: true, phase: true },
  });
  if (!session || session.state === 'PUBLISHED') return 'before or after the session';
  return session.phase.toLowerCase();
}

async function inFolder<Result>(
  house: House,
  edition: Edition,
  work: (folder: string) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(house.folder, 'edition-'));
  try {
    await writeFolder(folder, edition);
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Waits until the staged rows of all publishes are deleted. If no publish deletes them, the worker does. */
async function untilStageIsClear({ databases }: House): Promise<string[]> {
  for (let deadline = Date.now() + 60_000; ; await sleep(250)) {
    const [stage] = await databases.system.$queryRaw<{ count: bigint }[]>`SELECT count(*) FROM staged_item`;
    if (stage?.count === 0n) return [];
    if (Date.now() > deadline) return [`${stage?.count} rows were left on the stage`];
  }
}
