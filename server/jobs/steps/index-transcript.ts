import { NoTranscript } from '#domain/transcripts/cue.ts';
import { parseTranscript } from '#domain/transcripts/parse-transcript.ts';
import { replaceSegments } from '#domain/transcripts/replace-segments.ts';
import { decodeStorableText } from '../../media/decode-storable-text.ts';
import { maxTranscriptByteSize } from '../../media/limits.ts';
import { Unreadable } from '../../media/unreadable.ts';
import type { Step } from '../step.ts';
import { takeCues } from './take-cues.ts';

/** Makes the cues of a transcript searchable, each with its time and speaker. */
export const indexTranscript: Step = {
  task: 'indexTranscript',
  isQuick: true,
  async run({ asset, file, db }) {
    if (asset.byteSize > maxTranscriptByteSize) throw new Unreadable('TRANSCRIPT_TOO_LARGE');
    const { text, note } = await decodeStorableText(await file.beginning(maxTranscriptByteSize), asset.contentType);
    const { cues, brokenCount } = parse(text);
    if (cues.length === 0 && brokenCount > 0) throw new Unreadable('TRANSCRIPT_WITHOUT_CUES');
    const { taken, note: cueNote } = takeCues(cues);
    await replaceSegments({ db }, asset, taken);
    const notes = [
      ...(note === null ? [] : [note]),
      ...(cues.length === 0 && text.trim() !== '' ? ['The transcript has no cues.'] : []),
      ...(brokenCount > 0 ? [`${brokenCount} cues could not be read and were left out.`] : []),
      ...(cueNote === null ? [] : [cueNote]),
    ];
    return notes.join(' ') || null;
  },
};

function parse(source: string) {
  try {
    return parseTranscript(source);
  } catch (error) {
    throw error instanceof NoTranscript ? new Unreadable(error.reason, { cause: error }) : error;
  }
}
