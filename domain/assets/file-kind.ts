import { essenceOf } from '#formats/content-type.ts';
import { transcriptTypeNames } from '#formats/transcript-types.ts';
import { webImageTypes } from '#formats/web-images.ts';

/** Processing steps of files, by their names in `Asset.processing`. */
export type ProcessingTask =
  | 'measurePicture'
  | 'makeThumbnail'
  | 'makePreview'
  | 'measurePlayback'
  | 'makePoster'
  | 'makeStoryboard'
  | 'makeWaveform'
  | 'countFrames'
  | 'extractSubtitles'
  | 'makePageThumbnail'
  | 'summarizeTable'
  | 'extractText'
  | 'indexTranscript';

/** Kinds of file that are processed. */
export type FileKind =
  | 'TRANSCRIPT'
  | 'WEB_IMAGE'
  | 'OTHER_IMAGE'
  | 'VIDEO'
  | 'AUDIO'
  | 'PDF'
  | 'TEXT_TABLE'
  | 'PARQUET'
  | 'TEXT';

interface KindOfFile {
  /**
   * Regular expression for content types without parameters. Its syntax has the same meaning in JavaScript and
   * PostgreSQL.
   */
  contentTypes: string;
  tasks: readonly ProcessingTask[];
}

/**
 * Kinds of file in order of precedence: a file has the first kind that matches. WEB_IMAGE is an image that browsers can
 * show.
 */
export const fileKinds: Record<FileKind, KindOfFile> = {
  TRANSCRIPT: {
    contentTypes: anyOf(transcriptTypeNames),
    tasks: ['indexTranscript'],
  },
  WEB_IMAGE: {
    contentTypes: anyOf(webImageTypes),
    tasks: ['measurePicture', 'makeThumbnail'],
  },
  OTHER_IMAGE: {
    contentTypes: '^image/',
    tasks: ['measurePicture', 'makeThumbnail', 'makePreview'],
  },
  VIDEO: {
    contentTypes: '^video/',
    tasks: ['measurePlayback', 'makePoster', 'makeStoryboard', 'makeWaveform', 'extractSubtitles', 'countFrames'],
  },
  AUDIO: { contentTypes: '^audio/', tasks: ['measurePlayback', 'makeWaveform'] },
  PDF: { contentTypes: '^application/pdf$', tasks: ['makePageThumbnail', 'extractText'] },
  TEXT_TABLE: {
    contentTypes: anyOf(['text/csv', 'text/tab-separated-values', 'application/x-ndjson', 'application/jsonl']),
    tasks: ['extractText', 'summarizeTable'],
  },
  PARQUET: {
    contentTypes: anyOf(['application/vnd.apache.parquet', 'application/x-parquet']),
    tasks: ['summarizeTable'],
  },
  TEXT: {
    contentTypes:
      '^(text/.+|application/((.+[+])?(json|xml|yaml)|x-ndjson|jsonl|toml|x-tex|sql|javascript|typescript|x-sh|rtf))$',
    tasks: ['extractText'],
  },
};

const kinds = Object.entries(fileKinds) as [FileKind, KindOfFile][];
const patterns = kinds.map(([kind, { contentTypes }]) => [kind, new RegExp(contentTypes)] as const);

/** Returns a regular expression that matches these content types. */
function anyOf(contentTypes: readonly string[]): string {
  return `^(${contentTypes.map((each) => each.replaceAll(/[.+]/g, '[$&]')).join('|')})$`;
}

/** Returns the kind of a file by its content type and its role. Returns null for a file that is not processed. */
export function fileKindOf(contentType: string, isTranscript: boolean): FileKind | null {
  if (isTranscript) return 'TRANSCRIPT';
  const essence = essenceOf(contentType);
  return patterns.find(([, pattern]) => pattern.test(essence))?.[0] ?? null;
}

/**
 * Returns an SQL expression for the array of task names of a file. The array is empty for a file that is not processed.
 */
export function plannedTasksSql(contentType: string, isTranscript: string): string {
  const essence = `lower(btrim(split_part(${contentType}, ';', 1)))`;
  const arrayOf = (tasks: readonly string[]) => `ARRAY[${tasks.map((task) => `'${task}'`).join(', ')}]::text[]`;
  const cases = kinds.map(([kind, { contentTypes, tasks }]) => {
    const matches = `${essence} ~ '${contentTypes}'`;
    return `WHEN ${kind === 'TRANSCRIPT' ? `${isTranscript} OR ${matches}` : matches} THEN ${arrayOf(tasks)}`;
  });
  return `CASE ${cases.join(' ')} ELSE '{}'::text[] END`;
}
