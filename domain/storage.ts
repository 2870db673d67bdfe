/**
 * Access to the object store. Clients send and fetch bytes by presigned URLs, so the bytes of files never pass through
 * the API.
 *
 * Digests are SHA-256 in lower-case hexadecimal, sizes are in bytes, and times are in seconds.
 */
export interface Storage {
  /**
   * Returns a presigned PUT. The object store rejects the request unless length, type and checksum are as declared. It
   * also rejects the request if the key already exists (`If-None-Match: *`).
   */
  signPut(object: ExpectedObject, expiresInSeconds: number): Promise<SignedRequest>;

  /** Returns a presigned GET. The time of the signature is rounded, so an object gets the same URL for a while. */
  signGet(object: ServedObject): Promise<SignedUrl>;

  /**
   * Returns size and checksum of the object with this key, as the store reports them. Returns `null` if the object does
   * not exist.
   */
  head(objectKey: string): Promise<StoredObject | null>;

  /**
   * Returns a stream of an object, or of the bytes in `range` (both ends inclusive). Rejects with `ObjectMissing` if
   * the object does not exist.
   */
  read(objectKey: string, range?: { start: number; end: number }): Promise<NodeJS.ReadableStream>;

  /** Stores bytes that the server generated, such as a thumbnail. Replaces an existing object with the same key. */
  write(object: { objectKey: string; contentType: string; bytes: Uint8Array }): Promise<void>;

  /** Deletes objects. Ignores objects that do not exist. */
  delete(objectKeys: readonly string[]): Promise<void>;

  /** Returns up to a thousand objects after a key, in the order of their keys. Returns an empty list at the end. */
  listObjects(page: { prefix?: string; after: string | null }): Promise<ListedObject[]>;

  /**
   * Returns up to a thousand unfinished multipart uploads after a given one, in the order of their keys and upload ids.
   */
  listMultiparts(page: { after: ListedMultipart | null }): Promise<ListedMultipart[]>;

  /** Starts a multipart upload. Returns its upload id. */
  openMultipart(object: { objectKey: string; contentType: string }): Promise<string>;

  /**
   * Returns a presigned PUT for one part, which accepts only its declared length and checksum. Part numbers start at 1.
   */
  signPart(part: ExpectedPart, expiresInSeconds: number): Promise<SignedRequest>;

  /** Stores one part that the server generated. A part with the same number is replaced. */
  writePart(part: WrittenPart): Promise<StoredPart>;

  /** Returns the parts that have arrived, in the order of their numbers. */
  listParts(objectKey: string, uploadId: string): Promise<StoredPart[]>;

  /** Joins the parts into one object. Fails if the key already exists. */
  completeMultipart(objectKey: string, uploadId: string, parts: readonly StoredPart[]): Promise<void>;

  /** Aborts a multipart upload and deletes its parts. Ignores an upload that does not exist. */
  abortMultipart(objectKey: string, uploadId: string): Promise<void>;
}

export interface ExpectedObject {
  objectKey: string;
  byteSize: number;
  contentType: string;
  sha256: string;
}

/** Whether a browser displays a file or downloads it. */
export type Disposition = 'INLINE' | 'ATTACHMENT';

export interface ServedObject {
  objectKey: string;
  contentType: string;
  /** Filename for a download. It may contain any characters, which are escaped when the URL is signed. */
  filename: string;
  disposition: Disposition;
  /** Sensitive objects are served with `Cache-Control: no-store`. */
  sensitive: boolean;
  /** Maximum number of seconds for which the URL is valid, 60 to 300. */
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
  /** SHA-256 of the part. `null` if the store keeps none. */
  sha256: string | null;
}

export interface StoredObject {
  byteSize: number;
  contentType: string;
  /** SHA-256 of the object. `null` if the store has none of the whole object, as after a multipart upload. */
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
  /** Headers that the client must send with exactly these values. */
  headers: Record<string, string>;
  expiresAt: Date;
}

export interface SignedUrl {
  url: string;
  expiresAt: Date;
}

/** Thrown if the store has no object with this key. */
export class ObjectMissing extends Error {
  readonly objectKey: string;
  constructor(objectKey: string) {
    super('The object store has no object with this key.');
    this.name = 'ObjectMissing';
    this.objectKey = objectKey;
  }
}
