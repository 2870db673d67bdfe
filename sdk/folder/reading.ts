import type { IngestMode, ItemType } from '#formats/manifest/names.ts';
import type { Folder } from './folder.ts';
import type { IssueLog } from './issue-log.ts';
import type { Notices } from './notices.ts';

/** Options for reading a folder. docs/folder-rules.md describes each. */
export interface FolderOptions {
  /** Whether the other items of the dataset stay, so that lines may remove items. */
  append?: boolean;
  /** Whether transcripts and metadata beside a file become part of its item. Default: true. */
  pairing?: boolean;
  /** Patterns as in a .gitignore. If given, only matching files are published. */
  include?: readonly string[];
  /** Patterns as in a .gitignore. Matching files are not published. */
  exclude?: readonly string[];
  /** Types of the items whose files match a pattern. The last match counts. */
  types?: readonly { pattern: string; type: ItemType }[];
  /** Whether a manifest without items is published. With `append` unset it removes all items of the dataset. */
  allowEmpty?: boolean;
  /** Whether to refuse files whose content does not match their names. */
  strict?: boolean;
}

/** State of reading a folder, and the destinations of its results. */
export interface Reading {
  folder: Folder;
  /** Folder for data that is too large for memory. */
  temporary: string;
  mode: IngestMode;
  options: FolderOptions;
  tally: { files: number; bytes: number; skipped: number };
  log: IssueLog;
  notices: Notices;
}
