import { attachDerivedAsset } from '#domain/assets/attach-derived-asset.ts';
import { parseTranscript } from '#domain/transcripts/parse-transcript.ts';
import { replaceSegments } from '#domain/transcripts/replace-segments.ts';
import { type Ffmpeg, guardedInput, words } from '../../media/ffmpeg/ffmpeg.ts';
import { processLimits } from '../../media/limits.ts';
import type { SubtitleStream } from '../../media/probe-media.ts';
import { probedMedia } from '../probed-media.ts';
import type { Step } from '../step.ts';
import { takeCues } from './take-cues.ts';

/** Codecs of subtitles that are text. Subtitles of other codecs are pictures. */
const textCodecs = new Set(['mov_text', 'subrip', 'srt', 'ass', 'ssa', 'webvtt', 'text', 'ttml']);

/** Makes a transcript from the subtitles inside a film. */
export const extractSubtitles: Step = {
  task: 'extractSubtitles',
  isQuick: false,
  async run({ asset, file, ffmpeg, signal, ...context }) {
    const { subtitles } = await probedMedia({ file, ffmpeg, signal });
    const readable = subtitles.filter(({ codec }) => textCodecs.has(codec));
    const stream = readable.find(({ isDefault }) => isDefault) ?? readable[0];
    if (!stream) {
      const reason =
        subtitles.length > 0 ? 'The subtitles of the video are images, not text.' : 'The video has no subtitles.';
      return { notApplicable: reason };
    }
    const bytes = await extract(ffmpeg, await file.path(), stream, signal);
    const { taken, note } = takeCues(parseTranscript(bytes.toString()).cues);
    await attachDerivedAsset(context, asset, { role: 'TRANSCRIPT', contentType: 'text/vtt', bytes });
    const made = await context.db.asset.findUnique({
      where: {
        orgId_sourceId_sourceRole: { orgId: asset.orgId, sourceId: asset.id, sourceRole: 'TRANSCRIPT' },
      },
    });
    if (made) await replaceSegments(context, made, taken);
    const which = readable.length > 1 ? `Only one of ${readable.length} subtitle tracks is shown.` : null;
    return [which, note].filter((text) => text !== null).join(' ') || null;
  },
};

function extract(ffmpeg: Ffmpeg, path: string, { index }: SubtitleStream, signal: AbortSignal): Promise<Buffer> {
  return ffmpeg.run(
    {
      program: 'ffmpeg',
      path,
      before: [...words('-v error -nostdin -threads 1'), ...guardedInput],
      after: words(`-map 0:s:${index} -f webvtt pipe:1`),
    },
    { signal, limits: processLimits.subtitles },
  );
}
