import { NoTranscript } from '#domain/transcripts/cue.ts';
import { parseTranscript } from '#domain/transcripts/parse-transcript.ts';
import { replaceSegments } from '#domain/transcripts/replace-segments.ts';
import { decodeStorableText } from '../../media/decode-storable-text.ts';
import { Unreadable } from '../../media/unreadable.ts';
import type { Step } from '../step.ts';

const mostByteSize = 64 * 1024 ** 2;
const mostCues = 100_000;

/** Makes the cues of a transcript searchable, each with its time and speaker. */
export const indexTranscript: Step = {
  task: 'indexTranscript',
  async run({ asset, file, db }) {
    if (asset.byteSize > mostByteSize) {
      throw new Unreadable(`Transcripts of more than ${mostByteSize / 1024 ** 2} MB are not read.`);
    }
    const { cues, brokenCount } = parse(decodeStorableText(await file.beginning(mostByteSize)));
    if (cues.length === 0 && brokenCount > 0) throw new Unreadable('No cue of the transcript can be read.');
    await replaceSegments({ db }, asset, cues.slice(0, mostCues));
    const notes = [
      ...(brokenCount > 0 ? [`${brokenCount} cues could not be read and were left out.`] : []),
      ...(cues.length > mostCues ? [`Only the first ${mostCues} cues were taken.`] : []),
    ];
    return notes.join(' ') || undefined;
  },
};

function parse(source: string) {
  try {
    return parseTranscript(source);
  } catch (error) {
    throw error instanceof NoTranscript ? new Unreadable(error.message, { cause: error }) : error;
  }
}
