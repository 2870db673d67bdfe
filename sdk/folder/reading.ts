import type { IngestMode, ItemType } from '#formats/manifest/names.ts';
import type { Folder } from './folder.ts';
import type { IssueLog } from './issue-log.ts';
import type { Notices } from './notices.ts';

/** How a folder is read. docs/folder-rules.md describes each. */
export interface FolderOptions {
  /** Whether the other items of the dataset stay, so that lines may remove items. */
  append?: boolean;
  /** Whether transcripts and metadata beside a file become part of its item; true when not given. */
  pairing?: boolean;
  /** Patterns as in a .gitignore. Only files that match one are published. */
  include?: readonly string[];
  /** Patterns as in a .gitignore. Files that match one are not published. */
  exclude?: readonly string[];
  /** Types of the items whose files match a pattern. The last one counts. */
  types?: readonly { pattern: string; type: ItemType }[];
  /** Whether a manifest without items is published. With `append` unset it removes all items of the dataset. */
  allowEmpty?: boolean;
  /** Whether files that are not what their names say are refused. */
  strict?: boolean;
}

/** A folder that is being read, and where its results go. */
export interface Reading {
  folder: Folder;
  /** A folder for what memory should not hold. */
  temporary: string;
  mode: IngestMode;
  options: FolderOptions;
  tally: { files: number; bytes: number; skipped: number };
  log: IssueLog;
  notices: Notices;
}
