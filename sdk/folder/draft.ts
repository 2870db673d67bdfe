/** A manifest line before its files are hashed. */
export interface Draft {
  /** Of the manifest file; null when the item was derived from files. */
  line: number | null;
  /** The line but for its assets. */
  item: Record<string, unknown>;
  /** Undefined when the line has none, as one that removes. */
  assets?: DraftAsset[];
}

export interface DraftAsset {
  role: string;
  /** Relative to the folder; null when the line names bytes that the organization has already. */
  path: string | null;
  /** As the line says; compared with the file if there is one. */
  sha256: string | null;
  /** Null only when the line names stored bytes and does not say. */
  contentType: string | null;
  /** Null when the line says that there is none; undefined when it names stored bytes and does not say. */
  filename: string | null | undefined;
  byteSize: number;
}

/** What a folder holds, item by item, ready to be hashed. */
export interface Drafts {
  rows(): AsyncGenerator<Draft>;
  /** Whether they are lines of a manifest file. */
  hasLines: boolean;
  items: number;
  files: number;
  bytes: number;
}
