import { contentTypeOf, itemTypeOf } from './content-type.ts';

/** What one item is derived from. */
export interface FileGroup {
  key: string;
  /** The file that is the content. */
  primary: string;
  transcripts: string[];
  /** A JSON file with the metadata. */
  metadata: string | null;
}

const transcriptName = /\.(vtt|srt)$/i;
const metadataName = /\.json$/i;
const languageSuffix = /\.[a-z]{2,3}(-[a-z0-9]{2,8})?$/i;

/** Files whose names give the same stem may belong together: `a/talk.mp4`, `a/talk.vtt`, `a/talk.en.srt`, `a/talk.json`. */
export function stemOf(path: string): string {
  const stem = withoutExtension(path).normalize('NFC');
  return transcriptName.test(path) && languageSuffix.test(baseOf(stem)) ? stem.replace(languageSuffix, '') : stem;
}

/**
 * The items that files with one stem make. One content file takes the transcripts (if it is sound or film) and the
 * metadata beside it, and its key is the path without extension. Of several content files each is an item, and keeps
 * its extension in the key.
 */
export function groupFiles(paths: readonly string[]): FileGroup[] {
  const contents = paths.filter((path) => !transcriptName.test(path) && !metadataName.test(path));
  const playable = contents.filter((path) => ['AUDIO', 'VIDEO'].includes(itemTypeOf(contentTypeOf(path))));
  const transcripts = playable.length === 1 ? paths.filter((path) => transcriptName.test(path)).sort(webVttFirst) : [];
  const metadata = contents.length === 1 ? (paths.find((path) => metadataName.test(path)) ?? null) : null;
  const primaries = paths.filter((path) => !transcripts.includes(path) && path !== metadata);
  return primaries.map((primary) => ({
    key: (primaries.length === 1 ? withoutExtension(primary) : primary).normalize('NFC'),
    primary,
    transcripts: primary === playable[0] ? transcripts : [],
    metadata: primary === contents[0] ? metadata : null,
  }));
}

/** The folders a file lies in, from the outside in: they become its tags. */
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

function webVttFirst(a: string, b: string): number {
  const rank = (path: string) => (path.toLowerCase().endsWith('.vtt') ? 0 : 1);
  return rank(a) - rank(b) || (a < b ? -1 : 1);
}
