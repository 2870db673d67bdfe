import type { IngestMode, ItemType } from '#formats/manifest/names.ts';
import type { Folder } from './folder.ts';
import type { IssueLog } from './issue-log.ts';
import type { Notices } from './notices.ts';

/** Options for reading a folder. `docs/folder-rules.md` describes them. */
export interface FolderOptions {
  /** Whether the dataset keeps its items that are not in the folder. Manifest lines can then remove items. */
  append?: boolean;
  /** Whether transcripts and metadata beside a media file become part of its item. Default: true. */
  pairing?: boolean;
  /** Patterns with the syntax of a .gitignore. If set, only files that match are published. */
  include?: readonly string[];
  /** Patterns with the syntax of a .gitignore. Files that match are not published. */
  exclude?: readonly string[];
  /** Item types for files that match a pattern. If several patterns match, the last one applies. */
  types?: readonly { pattern: string; type: ItemType }[];
  /** Whether a manifest without items may be published. Unless `append` is set, it removes all items of the dataset. */
  allowEmpty?: boolean;
  /** Whether files whose content does not match their name are errors instead of warnings. */
  strict?: boolean;
}

/** Settings for reading a folder, and objects that collect the results. */
export interface Reading {
  folder: Folder;
  /** Path of a folder for temporary data that is too large for memory. */
  temporary: string;
  mode: IngestMode;
  options: FolderOptions;
  tally: { files: number; bytes: number; skipped: number };
  log: IssueLog;
  notices: Notices;
}
