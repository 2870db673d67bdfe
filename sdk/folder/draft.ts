/** A manifest line before its files are hashed. */
export interface Draft {
  /** Line of the manifest file. Null if the item was derived from files. */
  line: number | null;
  /** The line without its assets. */
  item: Record<string, unknown>;
  /** Undefined if the line has none, such as a line that removes an item. */
  assets?: DraftAsset[];
}

export interface DraftAsset {
  role: string;
  /** Path within the folder. Null if the line names bytes that the organization has already. */
  path: string | null;
  /** Digest from the line. It is compared with the file, if there is one. */
  sha256: string | null;
  /** Null only if the line names stored bytes and gives no content type. */
  contentType: string | null;
  /** Null if the line says that there is none. Undefined if it names stored bytes and gives no filename. */
  filename: string | null | undefined;
  byteSize: number;
}

/** Items of a folder, ready to be hashed. */
export interface Drafts {
  rows(): AsyncGenerator<Draft>;
  /** Whether the rows are lines of a manifest file. */
  hasLines: boolean;
  items: number;
  files: number;
  bytes: number;
}
