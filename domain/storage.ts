/**
 * The object store as the rules see it: bytes are put and fetched by presigned URLs and never pass through the API.
 *
 * Digests are lower-case hexadecimal SHA-256; sizes are bytes; times are seconds.
 */
export interface Storage {
  /**
   * A presigned PUT that the store itself refuses unless length, type and checksum are exactly these and nothing is
   * stored under the key yet (`If-None-Match: *`).
   */
  signPut(object: ExpectedObject, expiresInSeconds: number): Promise<SignedRequest>;

  /** A presigned GET. The same object asked for within one step of the clock gets the same URL. */
  signGet(object: ServedObject): Promise<SignedUrl>;

  /** What the store holds under a key, by its own checksum; `null` when it holds nothing. */
  head(objectKey: string): Promise<StoredObject | null>;

  /** Streams an object, or the bytes of `range` (inclusive ends). Rejects with `ObjectMissing` when it is not there. */
  read(objectKey: string, range?: { start: number; end: number }): Promise<NodeJS.ReadableStream>;

  /** Stores bytes the server itself made, such as a thumbnail. Replaces what was there. */
  write(object: { objectKey: string; contentType: string; bytes: Uint8Array }): Promise<void>;

  /** Removes objects; those that are already gone are no error. */
  delete(objectKeys: readonly string[]): Promise<void>;

  /** Up to a thousand of the objects after a key, in the order of their keys; none when there are no more. */
  listObjects(page: { prefix?: string; after: string | null }): Promise<ListedObject[]>;

  /** Up to a thousand of the multipart uploads under way after one, in the order of their keys and ids. */
  listMultiparts(page: { after: ListedMultipart | null }): Promise<ListedMultipart[]>;

  /** Begins a multipart upload and answers its id. */
  openMultipart(object: { objectKey: string; contentType: string }): Promise<string>;

  /** A presigned PUT for one part (numbered from 1), bound to its length and checksum. */
  signPart(part: ExpectedPart, expiresInSeconds: number): Promise<SignedRequest>;

  /** Stores one part that the server itself made; the same part again replaces it. */
  writePart(part: WrittenPart): Promise<StoredPart>;

  /** The parts that have arrived, in order. */
  listParts(objectKey: string, uploadId: string): Promise<StoredPart[]>;

  /** Joins the parts into one object, unless the key is already taken. */
  completeMultipart(objectKey: string, uploadId: string, parts: readonly StoredPart[]): Promise<void>;

  /** Drops a multipart upload and its parts; one that is already gone is no error. */
  abortMultipart(objectKey: string, uploadId: string): Promise<void>;
}

export interface ExpectedObject {
  objectKey: string;
  byteSize: number;
  contentType: string;
  sha256: string;
}

/** Whether a browser shows a file or saves it. */
export type Disposition = 'INLINE' | 'ATTACHMENT';

export interface ServedObject {
  objectKey: string;
  contentType: string;
  /** Offered as the name of a download; any characters, made safe when it is signed. */
  filename: string;
  disposition: Disposition;
  /** Sensitive objects are served with `Cache-Control: no-store`. */
  sensitive: boolean;
  /** How long the URL lives at most, 60–300. */
  ttlSeconds: number;
}

export interface ExpectedPart {
  objectKey: string;
  uploadId: string;
  partNumber: number;
  byteSize: number;
  sha256: string;
}

export interface WrittenPart {
  objectKey: string;
  uploadId: string;
  partNumber: number;
  bytes: Uint8Array;
}

export interface StoredPart {
  partNumber: number;
  byteSize: number;
  etag: string;
  /** `null` when the store keeps no checksum for the part. */
  sha256: string | null;
}

export interface StoredObject {
  byteSize: number;
  contentType: string;
  /** `null` when the store knows no SHA-256 of the whole object, as after a multipart upload. */
  sha256: string | null;
}

export interface ListedObject {
  objectKey: string;
  storedAt: Date;
}

export interface ListedMultipart {
  objectKey: string;
  uploadId: string;
  startedAt: Date;
}

export interface SignedRequest {
  method: 'PUT';
  url: string;
  /** To be sent exactly as they stand. */
  headers: Record<string, string>;
  expiresAt: Date;
}

export interface SignedUrl {
  url: string;
  expiresAt: Date;
}

/** The store holds nothing under the key. */
export class ObjectMissing extends Error {
  readonly objectKey: string;
  constructor(objectKey: string) {
    super('The object store holds nothing under this key.');
    this.name = 'ObjectMissing';
    this.objectKey = objectKey;
  }
}
