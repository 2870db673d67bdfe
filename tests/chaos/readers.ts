import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { ask } from './ask.ts';
import { digestOf, type Edition, type EditionItem, tagCounts } from './edition.ts';
import type { House } from './house.ts';

export interface Readings {
  /** Number of responses that were compared with the content of a revision. */
  reads: number;
  /** Responses that match neither the old nor the new revision, or only a part of one. */
  torn: string[];
  /** Failures that readers received, by kind. */
  failures: Map<string, number>;
}

export interface Readers {
  readings: Readings;
  stop(): Promise<void>;
}

const pageSize = 100;
/** Pause of a reader between two rounds of requests. */
const pauseMilliseconds = 100;

const Look = `query ($first: Int!) {
  dataset(organizationSlug: "lumen", slug: "birds") {
    revision { number itemCount facets { tags { value count } } }
    facets { countKind tags { value count } }
    items(first: $first) { revisionNumber totalCount edges { node { key title tags } } }
  }
}`;

const Page = `query ($first: Int!, $after: String, $revision: Int!) {
  dataset(organizationSlug: "lumen", slug: "birds") {
    items(first: $first, after: $after, revisionNumber: $revision) {
      revisionNumber totalCount pageInfo { hasNextPage endCursor } edges { node { key title tags } }
    }
  }
}`;

type Node = Pick<EditionItem, 'key' | 'title' | 'tags'>;
interface Items {
  revisionNumber: number;
  totalCount: number;
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
  edges: { node: Node }[];
}
interface Looked {
  revision: { number: number; itemCount: number; facets: { tags: object[] } };
  facets: { countKind: string; tags: object[] };
  items: Items;
}

/**
 * Starts readers that request a dataset continuously. They compare each response with the revision that it names. A
 * reader may see any revision in `editions` at that moment, but never an older one after a newer one.
 */
export function startReaders(house: House, editions: ReadonlyMap<number, Edition>, count: number): Readers {
  const readings: Readings = { reads: 0, torn: [], failures: new Map() };
  const stopping = new AbortController();
  const read = async (reader: number) => {
    let newest = 0;
    for (let turn = reader; !stopping.signal.aborted; turn += 1) {
      const number = await look(house, editions, newest, readings);
      newest = Math.max(newest, number ?? 0);
      if (number !== null && turn % 8 === 0) await walk(house, editions, number, readings, stopping.signal);
      await sleep(pauseMilliseconds);
    }
  };
  const reading = Promise.all(Array.from({ length: count }, (_, reader) => read(reader)));
  return {
    readings,
    async stop() {
      stopping.abort();
      await reading;
    },
  };
}

/** Requests the count, the facets and the first page in one query. Returns the revision that it showed. */
async function look(
  house: House,
  editions: ReadonlyMap<number, Edition>,
  newest: number,
  readings: Readings,
): Promise<number | null> {
  const dataset = await datasetOf<Looked>(house, Look, { first: pageSize }, readings);
  if (!dataset) return null;
  const { revision, facets, items } = dataset;
  const edition = editions.get(revision.number);
  if (!edition) {
    readings.torn.push(`revision ${revision.number}, which nobody published`);
    return null;
  }
  const tags = tagCounts(edition.items);
  compare(readings, `a look at revision ${revision.number}`, {
    'not older than before': [revision.number >= newest, true],
    itemCount: [revision.itemCount, edition.items.length],
    'facets of the revision': [revision.facets.tags, tags],
    'facets of the dataset': [facets, { countKind: 'EXACT', tags }],
    'revision of the items': [items.revisionNumber, revision.number],
    totalCount: [items.totalCount, edition.items.length],
    items: [digestOf(nodesOf(items)), digestOf(edition.items.slice(0, pageSize))],
  });
  return revision.number;
}

/** Reads all pages of a revision, one after another, while it may be replaced. */
async function walk(
  house: House,
  editions: ReadonlyMap<number, Edition>,
  revision: number,
  readings: Readings,
  signal: AbortSignal,
): Promise<void> {
  const seen: Node[] = [];
  for (let after: string | null = null; ; ) {
    const dataset: { items: Items } | null = await datasetOf(
      house,
      Page,
      { first: pageSize, after, revision },
      readings,
    );
    if (!dataset || signal.aborted) return;
    seen.push(...nodesOf(dataset.items));
    if (!dataset.items.pageInfo.hasNextPage) break;
    after = dataset.items.pageInfo.endCursor;
  }
  const edition = editions.get(revision);
  compare(readings, `a walk through revision ${revision}`, {
    count: [seen.length, edition?.items.length],
    items: [digestOf(seen), digestOf(edition?.items ?? [])],
  });
}

async function datasetOf<Selected>(
  house: House,
  query: string,
  variables: object,
  { failures, torn }: Readings,
): Promise<Selected | null> {
  const reply = await ask(house, query, variables);
  if ('failure' in reply) {
    failures.set(reply.failure, (failures.get(reply.failure) ?? 0) + 1);
    return null;
  }
  const { dataset } = reply.data as { dataset: Selected | null };
  if (!dataset) torn.push('no dataset at all');
  return dataset;
}

function nodesOf({ edges }: Items): Node[] {
  return edges.map(({ node }) => node);
}

function compare(readings: Readings, what: string, facts: Record<string, [seen: unknown, right: unknown]>): void {
  readings.reads += 1;
  for (const [name, [seen, right]] of Object.entries(facts)) {
    if (isDeepStrictEqual(seen, right)) continue;
    readings.torn.push(
      `${what}: ${name} is ${JSON.stringify(seen).slice(0, 300)}, not ${JSON.stringify(right)?.slice(0, 300)}`,
    );
  }
}
