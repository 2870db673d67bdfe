import type { Asset } from '#prisma/client/client.ts';
import type { Db } from '#prisma/databases.ts';
import type { Step } from './step.ts';
import { extractPdfText } from './steps/extract-pdf-text.ts';
import { extractText } from './steps/extract-text.ts';
import { indexTranscript } from './steps/index-transcript.ts';
import { makePageThumbnail } from './steps/make-page-thumbnail.ts';
import { makePoster } from './steps/make-poster.ts';
import { makeThumbnail } from './steps/make-thumbnail.ts';
import { makeWaveform } from './steps/make-waveform.ts';
import { measurePicture } from './steps/measure-picture.ts';
import { measurePlayback } from './steps/measure-playback.ts';

const images = /^image\/(?:jpeg|png|webp|avif|gif|tiff|hei[cf])$/;
const timedText = /^(?:text\/vtt|application\/x-subrip|text\/srt)$/;
const texts = /^(?:text\/.+|application\/(?:.+\+)?(?:json|xml|yaml)|application\/(?:x-ndjson|jsonl|toml))$/;

/** What is made of an asset, in this order: by its type, and for transcripts by what it is to an item. */
export async function planSteps(db: Db, asset: Asset): Promise<Step[]> {
  const type = asset.contentType.split(';')[0]!.trim().toLowerCase();
  if (timedText.test(type) || (await isTranscript(db, asset))) return [indexTranscript];
  if (images.test(type)) return [measurePicture, makeThumbnail];
  if (type.startsWith('video/')) return [measurePlayback, makePoster, makeWaveform];
  if (type.startsWith('audio/')) return [measurePlayback, makeWaveform];
  if (type === 'application/pdf') return [makePageThumbnail, extractPdfText];
  if (texts.test(type)) return [extractText];
  return [];
}

async function isTranscript(db: Db, { id, orgId }: Asset): Promise<boolean> {
  return (await db.itemAsset.findFirst({ where: { orgId, assetId: id, role: 'TRANSCRIPT' } })) !== null;
}
