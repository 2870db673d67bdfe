import { essenceOf } from '#formats/content-type.ts';
import { transcriptTypeNames } from '#formats/transcript-types.ts';
import { webImageTypes } from '#formats/web-images.ts';

/** Steps that make files viewable, by their names in `Asset.processing`. */
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
  /** A pattern for content types without parameters, in the syntax that JavaScript and PostgreSQL share. */
  contentTypes: string;
  tasks: readonly ProcessingTask[];
}

/** Kinds in order: the first that matches counts. A WEB_IMAGE is an image that browsers show. */
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

/** Returns a pattern for these content types. */
function anyOf(contentTypes: readonly string[]): string {
  return `^(${contentTypes.map((each) => each.replaceAll(/[.+]/g, '[$&]')).join('|')})$`;
}

/** Returns the kind of a file by its content type and its role, or null if it is not processed. */
export function fileKindOf(contentType: string, isTranscript: boolean): FileKind | null {
  if (isTranscript) return 'TRANSCRIPT';
  const essence = essenceOf(contentType);
  return patterns.find(([, pattern]) => pattern.test(essence))?.[0] ?? null;
}

/** Returns the tasks of a file as an SQL array of names. The array is empty for a file that is not processed. */
export function plannedTasksSql(contentType: string, isTranscript: string): string {
  const essence = `lower(btrim(split_part(${contentType}, ';', 1)))`;
  const arrayOf = (tasks: readonly string[]) => `ARRAY[${tasks.map((task) => `'${task}'`).join(', ')}]::text[]`;
  const cases = kinds.map(([kind, { contentTypes, tasks }]) => {
    const matches = `${essence} ~ '${contentTypes}'`;
    return `WHEN ${kind === 'TRANSCRIPT' ? `${isTranscript} OR ${matches}` : matches} THEN ${arrayOf(tasks)}`;
  });
  return `CASE ${cases.join(' ')} ELSE '{}'::text[] END`;
}
