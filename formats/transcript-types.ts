import { essenceOf } from './content-type.ts';

/** Content types of transcripts with the extensions of their files, the preferred one first. */
export const transcriptTypes = {
  'text/vtt': 'vtt',
  'application/x-subrip': 'srt',
  'text/x-ssa': 'ass ssa',
  'text/x-sbv': 'sbv',
  'text/x-lrc': 'lrc',
  'application/ttml+xml': 'ttml dfxp',
} as const satisfies Record<string, string>;

/** Other names of these types, which pipelines declare. */
const otherNames = ['text/srt', 'text/x-ass', 'application/x-ass'];

export const transcriptTypeNames: readonly string[] = [...Object.keys(transcriptTypes), ...otherNames];

/** Extensions of files that can be the transcript of a recording. For a JSON file, its content decides. */
export const transcriptExtensions: readonly string[] = Object.values(transcriptTypes).flatMap((extensions) =>
  extensions.split(' '),
);

/** Returns whether files of a content type are transcripts in every role. */
export function isTranscriptType(contentType: string): boolean {
  return transcriptTypeNames.includes(essenceOf(contentType));
}
