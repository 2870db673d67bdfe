import type { Db } from '#database/databases.ts';
import { sqlStateOf } from '../sql-state.ts';
import { indexItems, type NamedRow } from './index-items.ts';
import { mergeFacets } from './merge-facets.ts';
import { givePendingWords, hasPendingWords, storeFileWords } from './store-file-words.ts';
import { cueWords, textWords, transcriptWords, wordsVersion } from './words.ts';

const itemsAtOnce = 300;
const textsAtOnce = 20;
const segmentsAtOnce = 2_000;
const countedAtMost = 1_000_000;
const firstId = '00000000-0000-0000-0000-000000000000';

/** Number of rows that this run has indexed, and number of items that are left. The latter is at most a million. */
export interface IndexProgress {
  texts: number;
  transcripts: number;
  items: number;
  itemsLeft: number;
  /** Ids of items whose words PostgreSQL cannot store. Searches still use their earlier words. */
  refusedItems: string[];
}

export interface IndexRowsOptions {
  signal: AbortSignal;
  /** Function that is called every few seconds with the progress. */
  report: (progress: IndexProgress) => void;
}

/**
 * Returns whether any row has words of PostgreSQL's own parser, which earlier versions used. Also returns true if items
 * lack words of their files.
 */
export async function hasUnindexedRows(system: Db): Promise<boolean> {
  const [found] = await system.$queryRaw<{ any: boolean }[]>`
    SELECT EXISTS (SELECT FROM item WHERE words_version = 0)
      OR EXISTS (SELECT FROM transcript_segment WHERE words_version = 0) AS any`;
  return found!.any || (await hasPendingWords(system));
}

/**
 * Computes the search words and sort keys of rows that earlier versions stored: first of texts and transcripts, then of
 * their items. Uses short transactions, so readers and publishers are not blocked. Each row records whether it is done,
 * so an interrupted run can be repeated. Several runs at the same time share the items.
 */
export async function indexRows(system: Db, { signal, report }: IndexRowsOptions): Promise<IndexProgress> {
  const progress: IndexProgress = {
    texts: 0,
    transcripts: 0,
    items: 0,
    itemsLeft: await countItemsLeft(system),
    refusedItems: [],
  };
  let nextReport = Date.now() + 5_000;
  const pause = () => {
    signal.throwIfAborted();
    if (Date.now() < nextReport) return;
    nextReport = Date.now() + 5_000;
    report(progress);
  };
  if (progress.itemsLeft > 0) {
    await mergeFacets(system);
    await indexTexts(system, progress, pause);
  }
  await indexTranscripts(system, progress, pause);
  await givePendingWords(system, pause);
  await indexNames(system, progress, pause);
  report(progress);
  return progress;
}

async function countItemsLeft(system: Db): Promise<number> {
  const [counted] = await system.$queryRaw<{ count: bigint }[]>`
    SELECT count(*) FROM (SELECT FROM item WHERE words_version = 0 LIMIT ${countedAtMost}) counted`;
  return Number(counted!.count);
}

async function indexTexts(system: Db, progress: IndexProgress, pause: () => void): Promise<void> {
  for (let last = { orgId: firstId, id: firstId }; ; ) {
    pause();
    const texts = await system.$queryRaw<{ id: string; orgId: string; body: string }[]>`
      SELECT t.asset_id AS id, t.org_id AS "orgId", t.body FROM asset_text t
      WHERE (t.org_id, t.asset_id) > (${last.orgId}::uuid, ${last.id}::uuid) AND NOT EXISTS (
        SELECT FROM asset_words w WHERE w.org_id = t.org_id AND w.asset_id = t.asset_id AND w.kind = 'TEXT'
      )
      ORDER BY t.org_id, t.asset_id LIMIT ${textsAtOnce}`;
    // Only items of the current version need these words here. `indexNames` adds them to older items.
    for (const text of texts) await storeFileWords({ db: system }, text, 'TEXT', textWords(text.body), wordsVersion);
    progress.texts += texts.length;
    if (texts.length < textsAtOnce) return;
    last = texts.at(-1)!;
  }
}

async function indexTranscripts(system: Db, progress: IndexProgress, pause: () => void): Promise<void> {
  for (;;) {
    pause();
    const [transcript] = await system.$queryRaw<{ id: string; orgId: string }[]>`
      SELECT asset_id AS id, org_id AS "orgId" FROM transcript_segment WHERE words_version = 0 LIMIT 1`;
    if (!transcript) return;
    await indexTranscript(system, transcript);
    progress.transcripts += 1;
  }
}

async function indexTranscript(system: Db, asset: { id: string; orgId: string }): Promise<void> {
  const { id, orgId } = asset;
  const cues = await system.$queryRaw<{ ordinal: number; text: string }[]>`
    SELECT ordinal, text FROM transcript_segment WHERE org_id = ${orgId}::uuid AND asset_id = ${id}::uuid ORDER BY ordinal`;
  // Must be the first step. A file counts as done as soon as its segments are done.
  await storeFileWords({ db: system }, asset, 'TRANSCRIPT', transcriptWords(cues), wordsVersion);
  for (let start = 0; start < cues.length; start += segmentsAtOnce) {
    const chunk = cues.slice(start, start + segmentsAtOnce);
    // Skips segments that were replaced meanwhile. They have another text or already the current version.
    await system.$executeRaw`
      UPDATE transcript_segment s SET search = c.search::tsvector, words_version = ${wordsVersion}::smallint
      FROM unnest(
        ${chunk.map(({ ordinal }) => ordinal)}::integer[], ${chunk.map(({ text }) => text)}::text[],
        ${chunk.map(({ text }) => cueWords(text))}::text[]
      ) AS c (ordinal, text, search)
      WHERE s.org_id = ${orgId}::uuid AND s.asset_id = ${id}::uuid AND s.ordinal = c.ordinal AND s.text = c.text
        AND s.words_version = 0`;
  }
}

type FoundRow = NamedRow & { orgId: string };

async function indexNames(system: Db, progress: IndexProgress, pause: () => void): Promise<void> {
  let last = { orgId: firstId, id: firstId };
  /** Number of items to index one by one, because PostgreSQL refused a row of their batch. */
  let singly = 0;
  for (;;) {
    pause();
    let found: FoundRow[] = [];
    try {
      await system.$transaction(
        async (tx) => {
          // Skips rows that a publisher or another run has locked. The next run processes them.
          found = await tx.$queryRaw<FoundRow[]>`
            SELECT id, org_id AS "orgId", title, key, coalesce(tags, '{}') AS tags FROM item
            WHERE words_version = 0 AND (org_id, id) > (${last.orgId}::uuid, ${last.id}::uuid)
            ORDER BY org_id, id LIMIT ${singly > 0 ? 1 : itemsAtOnce} FOR NO KEY UPDATE SKIP LOCKED`;
          for (const orgId of new Set(found.map((row) => row.orgId))) {
            await indexItems(
              tx,
              orgId,
              found.filter((row) => row.orgId === orgId),
            );
          }
          return found;
        },
        { timeout: 120_000, maxWait: 30_000 },
      );
      progress.items += found.length;
      progress.itemsLeft = Math.max(0, progress.itemsLeft - found.length);
      singly = Math.max(0, singly - found.length);
    } catch (error) {
      if (!isRefusedValue(error)) throw error;
      if (found.length > 1) {
        singly = found.length;
        continue;
      }
      progress.refusedItems.push(found[0]!.id);
      singly -= 1;
    }
    if (found.length === 0) return;
    last = found.at(-1)!;
  }
}

/**
 * Returns whether PostgreSQL cannot store a value: it is malformed (SQLSTATE class 22) or exceeds a limit (class 54).
 */
function isRefusedValue(error: unknown): boolean {
  return /^(22|54)/.test(sqlStateOf(error) ?? '');
}
