import type { Db } from '#database/databases.ts';
import { type FileKind, fileKindOf } from '#domain/assets/file-kind.ts';
import type { Asset } from '#prisma/client/client.ts';
import type { Step } from './step.ts';
import { countFrames } from './steps/count-frames.ts';
import { extractPdfText } from './steps/extract-pdf-text.ts';
import { extractSubtitles } from './steps/extract-subtitles.ts';
import { extractText } from './steps/extract-text.ts';
import { indexTranscript } from './steps/index-transcript.ts';
import { makePageThumbnail } from './steps/make-page-thumbnail.ts';
import { makePoster } from './steps/make-poster.ts';
import { makePreview, needsPreview } from './steps/make-preview.ts';
import { makeStoryboard } from './steps/make-storyboard.ts';
import { makeThumbnail } from './steps/make-thumbnail.ts';
import { makeWaveform } from './steps/make-waveform.ts';
import { measurePicture } from './steps/measure-picture.ts';
import { measurePlayback } from './steps/measure-playback.ts';
import { summarizeTable } from './steps/summarize-table.ts';

/** Steps for each kind of file, in order. `fileKinds` must list the same tasks. */
export const stepsOf: Record<FileKind, readonly Step[]> = {
  TRANSCRIPT: [indexTranscript],
  WEB_IMAGE: [measurePicture, makeThumbnail],
  OTHER_IMAGE: [measurePicture, makeThumbnail, makePreview],
  VIDEO: [measurePlayback, makePoster, makeStoryboard, makeWaveform, extractSubtitles, countFrames],
  AUDIO: [measurePlayback, makeWaveform],
  PDF: [makePageThumbnail, extractPdfText],
  TEXT_TABLE: [extractText, summarizeTable],
  PARQUET: [summarizeTable],
  TEXT: [extractText],
};

/**
 * Returns the steps for an asset, which depend on its content type. For transcripts, they depend on the role of the
 * asset in an item. The measured size of an image may add steps.
 */
export async function planSteps(db: Db, asset: Asset): Promise<readonly Step[]> {
  const kind = fileKindOf(asset.contentType, await isTranscript(db, asset));
  if (kind === null) return [];
  return kind === 'WEB_IMAGE' && needsPreview(asset) ? [...stepsOf[kind], makePreview] : stepsOf[kind];
}

async function isTranscript(db: Db, { id, orgId }: Asset): Promise<boolean> {
  return (await db.itemAsset.findFirst({ where: { orgId, assetId: id, role: 'TRANSCRIPT' } })) !== null;
}
