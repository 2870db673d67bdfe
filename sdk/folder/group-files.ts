import { contentTypeOfName, extensionOf, itemTypeOfContentType } from '#formats/content-types.ts';
import type { ItemType } from '#formats/manifest/names.ts';
import { transcriptExtensions } from '#formats/transcript-types.ts';

/** Files that form one item. */
export interface FileGroup {
  key: string;
  /** Path of the file with the content of the item. */
  primary: string;
  transcripts: string[];
  /** Path of a JSON file with the metadata of the item, or null. */
  metadata: string | null;
}

/** Use of a JSON file beside a media file. Null if it becomes a separate item. */
export type JsonUse = 'metadata' | 'transcript' | null;

const languageSuffix = /\.[a-z]{2,3}(-[a-z0-9]{2,8})?$/i;

/**
 * Returns the stem of a path. Files with the same stem can form one item: `a/talk.mp4`, `a/talk.vtt`, `a/talk.en.srt`,
 * `a/talk.json`.
 */
export function stemOf(path: string): string {
  const stem = withoutExtension(path).normalize('NFC');
  return isTranscript(path) && languageSuffix.test(baseOf(stem)) ? stem.replace(languageSuffix, '') : stem;
}

/** Returns the path of the only JSON file among these files, if they contain exactly one media file. */
export function findJsonBeside(paths: readonly string[]): string | null {
  const contents = paths.filter((path) => !isTranscript(path) && !isJson(path));
  const isOfMedia = contents.length === 1 && familyOf(contents[0]!) !== null;
  const found = paths.filter(isJson);
  return isOfMedia && found.length === 1 ? found[0]! : null;
}

/**
 * Returns the items that the files with one stem form. If one of the files is the only recording, its item includes the
 * transcripts. If one is the only media file, its item includes the JSON file, as metadata or as transcript.
 *
 * The key of an item is its stem. If several items have the same stem, their keys include the extensions.
 */
export function groupFiles(
  paths: readonly string[],
  json: { path: string | null; use: JsonUse; pairing: boolean },
): FileGroup[] {
  const contents = paths.filter((path) => !isTranscript(path) && !isJson(path));
  const recordings = contents.filter((path) => familyOf(path) === 'recording');
  const isJsonTranscript = json.use === 'transcript' && recordings.length === 1;
  const transcripts =
    recordings.length === 1 && json.pairing
      ? [...paths.filter(isTranscript).sort(bestTranscriptFirst), ...(isJsonTranscript ? [json.path!] : [])]
      : [];
  const metadata = json.use === 'metadata' ? json.path : null;
  const primaries = paths.filter((path) => !transcripts.includes(path) && path !== metadata);
  return primaries.map((primary) => ({
    key: (primaries.length === 1 ? withoutExtension(primary) : primary).normalize('NFC'),
    primary,
    transcripts: primary === recordings[0] ? transcripts : [],
    metadata: primary === contents[0] ? metadata : null,
  }));
}

/** Returns the names of the folders that contain a file, the outermost first. They become tags of its item. */
export function tagsOf(path: string): string[] {
  return [...new Set(path.normalize('NFC').split('/').slice(0, -1))];
}

export function baseOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function withoutExtension(path: string): string {
  const dot = path.lastIndexOf('.');
  return dot > path.lastIndexOf('/') + 1 ? path.slice(0, dot) : path;
}

function isTranscript(path: string): boolean {
  return transcriptExtensions.includes(extensionOf(path));
}

function isJson(path: string): boolean {
  return extensionOf(path) === 'json';
}

/** Returns the kind of a media file: picture or recording. Returns null for other files. */
function familyOf(path: string): 'picture' | 'recording' | null {
  return families[itemTypeOfContentType(contentTypeOfName(path))];
}

const families: Record<ItemType, 'picture' | 'recording' | null> = {
  IMAGE: 'picture',
  VIDEO: 'recording',
  AUDIO: 'recording',
  TEXT: null,
  DOCUMENT: null,
  TABLE: null,
  FILE: null,
};

function bestTranscriptFirst(a: string, b: string): number {
  const rank = (path: string) => transcriptExtensions.indexOf(extensionOf(path));
  return rank(a) - rank(b) || (a < b ? -1 : 1);
}
