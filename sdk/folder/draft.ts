/** Manifest line whose files are not hashed yet. */
export interface Draft {
  /** Line number in the manifest file. Null if the item was derived from files. */
  line: number | null;
  /** Content of the line without `assets`. */
  item: Record<string, unknown>;
  /** Files of the item. Undefined if the line has no `assets`, for example because it removes an item. */
  assets?: DraftAsset[];
}

export interface DraftAsset {
  role: string;
  /** Path of the file in the folder. Null if the line refers to a stored file by SHA-256. */
  path: string | null;
  /** SHA-256 from the line, or null. If the line also has a path, the SHA-256 of that file must be equal. */
  sha256: string | null;
  /** Content type. Null only if the line refers to a stored file by SHA-256 and has no content type. */
  contentType: string | null;
  /**
   * Filename. Null if the line sets the filename to null. Undefined if the line refers to a stored file by SHA-256 and
   * has no filename.
   */
  filename: string | null | undefined;
  byteSize: number;
}

/** Items of a folder, before their files are hashed. */
export interface Drafts {
  rows(): AsyncGenerator<Draft>;
  /** Whether the rows are lines of a manifest file. */
  hasLines: boolean;
  items: number;
  files: number;
  bytes: number;
}
