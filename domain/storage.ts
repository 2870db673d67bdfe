/**
 * The object store. Clients put and fetch bytes by presigned URLs, so bytes of files never pass through the API.
 *
 * Digests are lower-case hexadecimal SHA-256, sizes are bytes, and times are seconds.
 */
export interface Storage {
  /**
   * Returns a presigned PUT. The store itself refuses it unless length, type and checksum match exactly and the key is
   * not used yet (`If-None-Match: *`).
   */
  signPut(object: ExpectedObject, expiresInSeconds: number): Promise<SignedRequest>;

  /** Returns a presigned GET. Within one step of the clock, the same object gets the same URL. */
  signGet(object: ServedObject): Promise<SignedUrl>;

  /** Returns the stored object under a key with the store's own checksum, or `null` if there is none. */
  head(objectKey: string): Promise<StoredObject | null>;

  /** Streams an object, or the bytes of `range` (inclusive ends). Rejects with `ObjectMissing` if it does not exist. */
  read(objectKey: string, range?: { start: number; end: number }): Promise<NodeJS.ReadableStream>;

  /** Stores bytes that the server made, such as a thumbnail. Replaces an earlier object. */
  write(object: { objectKey: string; contentType: string; bytes: Uint8Array }): Promise<void>;

  /** Deletes objects. Ignores those that are already deleted. */
  delete(objectKeys: readonly string[]): Promise<void>;

  /** Returns up to a thousand objects after a key, in the order of their keys. Returns none at the end. */
  listObjects(page: { prefix?: string; after: string | null }): Promise<ListedObject[]>;

  /** Returns up to a thousand unfinished multipart uploads after a given one, in the order of their keys and ids. */
  listMultiparts(page: { after: ListedMultipart | null }): Promise<ListedMultipart[]>;

  /** Starts a multipart upload. Returns its id. */
  openMultipart(object: { objectKey: string; contentType: string }): Promise<string>;

  /** Returns a presigned PUT for one part (numbered from 1), bound to its length and checksum. */
  signPart(part: ExpectedPart, expiresInSeconds: number): Promise<SignedRequest>;

  /** Stores one part that the server made. Storing the same part again replaces it. */
  writePart(part: WrittenPart): Promise<StoredPart>;

  /** Returns the parts that have arrived, in order. */
  listParts(objectKey: string, uploadId: string): Promise<StoredPart[]>;

  /** Joins the parts into one object, unless the key is already used. */
  completeMultipart(objectKey: string, uploadId: string, parts: readonly StoredPart[]): Promise<void>;

  /** Drops a multipart upload and its parts. Ignores one that is already dropped. */
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
  /** Name of a download, with any characters. It is made safe when the URL is signed. */
  filename: string;
  disposition: Disposition;
  /** Sensitive objects are served with `Cache-Control: no-store`. */
  sensitive: boolean;
  /** Maximum seconds that the URL is valid, 60–300. */
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
  /** `null` if the store keeps no checksum of the part. */
  sha256: string | null;
}

export interface StoredObject {
  byteSize: number;
  contentType: string;
  /** `null` if the store has no SHA-256 of the whole object, as after a multipart upload. */
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
  /** Headers that the client must send unchanged. */
  headers: Record<string, string>;
  expiresAt: Date;
}

export interface SignedUrl {
  url: string;
  expiresAt: Date;
}

/** Thrown when the store has nothing under the key. */
export class ObjectMissing extends Error {
  readonly objectKey: string;
  constructor(objectKey: string) {
    super('The object store has no object with this key.');
    this.name = 'ObjectMissing';
    this.objectKey = objectKey;
  }
}
