import { essenceOf } from './content-type.ts';

/** Content types of transcripts, with the extensions of their files. The preferred extension is first. */
export const transcriptTypes = {
  'text/vtt': 'vtt',
  'application/x-subrip': 'srt',
  'text/x-ssa': 'ass ssa',
  'text/x-sbv': 'sbv',
  'text/x-lrc': 'lrc',
  'application/ttml+xml': 'ttml dfxp',
} as const satisfies Record<string, string>;

/** Other content types for the same formats, which some pipelines declare. */
const otherNames = ['text/srt', 'text/x-ass', 'application/x-ass'];

export const transcriptTypeNames: readonly string[] = [...Object.keys(transcriptTypes), ...otherNames];

/**
 * Extensions of files that can be the transcript of a recording. The content of a JSON file decides whether it is one.
 */
export const transcriptExtensions: readonly string[] = Object.values(transcriptTypes).flatMap((extensions) =>
  extensions.split(' '),
);

/** Returns whether a content type means a transcript, whatever the role of the file. */
export function isTranscriptType(contentType: string): boolean {
  return transcriptTypeNames.includes(essenceOf(contentType));
}
