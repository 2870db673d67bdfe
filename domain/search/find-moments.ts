import type { TranscriptSegment } from '#prisma/client/client.ts';
import type { Context } from '../context.ts';

/**
 * Returns the cues with these files and ordinals, in one statement and in any order. Omits cues that no longer exist.
 */
export async function findMoments(
  { db }: Pick<Context, 'db'>,
  places: readonly { assetId: string; ordinal: number }[],
): Promise<TranscriptSegment[]> {
  if (places.length === 0) return [];
  return db.transcriptSegment.findMany({
    where: { OR: places.map(({ assetId, ordinal }) => ({ assetId, ordinal })) },
  });
}
