import type { Backoff } from './api/backoff.ts';
import type { FolderOptions } from './folder/reading.ts';

export interface PublishOptions extends Omit<FolderOptions, 'append'> {
  /** Slug of the dataset. */
  dataset: string;
  /** Slug of its organization. */
  organization: string;
  /** An API token with the scopes READ and PUBLISH. */
  token: string;
  /** Of the API; http://localhost:4000/graphql when not given. */
  endpoint?: string;
  /** Whether to create the dataset if it is not there; true when not given. A dry run never does. */
  create?: boolean;
  /** For people, should the dataset be created. */
  name?: string;
  description?: string;
  /** What the revision shall say of itself. */
  message?: string;
  /** Items that are not in the folder stay. */
  append?: boolean;
  /** The revision the dataset must be at, 0 for none. */
  expectRevision?: number;
  /** Send the files and have everything validated, but publish nothing. */
  dryRun?: boolean;
  /** Wait until the server has processed the files: previews, transcripts. */
  wait?: boolean;
  /** Go on where an earlier run of the same publish stopped; true when not given. */
  resume?: boolean;
  /** How many files are sent at once; 8 when not given. */
  concurrency?: number;
  /** Where digests of unchanged files are remembered; the system's place for caches when not given, null for nowhere. */
  cacheFolder?: string | null;
  fetch?: typeof globalThis.fetch;
  /** Stops everything. Running again goes on from there. */
  signal?: AbortSignal;
  backoff?: Backoff;
  /** How long to wait for a server that makes no progress; half an hour when not given. */
  patienceMilliseconds?: number;
}

export const defaultEndpoint = 'http://localhost:4000/graphql';
