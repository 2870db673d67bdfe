import type { Context } from '../context.ts';
import { storeFileWords } from '../text/store-file-words.ts';
import { cueWords, transcriptWords, wordsVersion } from '../text/words.ts';
import type { Cue } from './cue.ts';

const chunkSize = 5_000;

/**
 * Replaces the segments of a transcript file by these cues, in the order of their time. Adds their words to the items
 * that have the file.
 */
export async function replaceSegments(
  { db }: Pick<Context, 'db'>,
  { id, orgId }: { id: string; orgId: string },
  cues: readonly Cue[],
): Promise<void> {
  const ordered = cues.toSorted((a, b) => a.startSeconds - b.startSeconds);
  await db.$transaction(
    async (tx) => {
      // Locks the file, so that simultaneous calls for it wait for each other.
      await tx.$queryRaw`SELECT id FROM asset WHERE org_id = ${orgId}::uuid AND id = ${id}::uuid FOR NO KEY UPDATE`;
      await tx.transcriptSegment.deleteMany({ where: { orgId, assetId: id } });
      for (let start = 0; start < ordered.length; start += chunkSize) {
        const chunk = ordered.slice(start, start + chunkSize);
        await tx.$executeRaw`
          INSERT INTO transcript_segment (org_id, asset_id, ordinal, start_seconds, end_seconds, speaker, text, search, words_version)
          SELECT ${orgId}::uuid, ${id}::uuid, ${start}::int + ordinality - 1, start_seconds, end_seconds,
            NULLIF(speaker, ''), text, search::tsvector, ${wordsVersion}::smallint
          FROM unnest(
            ${chunk.map((cue) => cue.startSeconds)}::float8[],
            ${chunk.map((cue) => cue.endSeconds)}::float8[],
            ${chunk.map((cue) => cue.speaker ?? '')}::text[],
            ${chunk.map((cue) => cue.text)}::text[],
            ${chunk.map((cue) => cueWords(cue.text))}::text[]
          ) WITH ORDINALITY AS cue (start_seconds, end_seconds, speaker, text, search, ordinality)`;
      }
    },
    { timeout: 120_000 },
  );
  await storeFileWords({ db }, { id, orgId }, 'TRANSCRIPT', transcriptWords(ordered));
}
