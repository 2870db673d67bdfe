import type { Backoff } from './api/backoff.ts';
import type { FolderOptions } from './folder/reading.ts';

export interface PublishOptions extends Omit<FolderOptions, 'append'> {
  /** Slug of the dataset. */
  dataset: string;
  /** Slug of the organization. */
  organization: string;
  /** An API token with the scopes READ and PUBLISH. */
  token: string;
  /** URL of the API. Default: http://localhost:4000/graphql. */
  endpoint?: string;
  /** Whether to create the dataset if it does not exist. Default: true. A dry run never creates it. */
  create?: boolean;
  /** Display name for a new dataset. */
  name?: string;
  description?: string;
  /** Message of the revision. */
  message?: string;
  /** Whether items that are not in the folder stay. */
  append?: boolean;
  /** Revision that the dataset must be at. 0 for none. */
  expectRevision?: number;
  /** Sends the files and has everything validated, but publishes nothing. */
  dryRun?: boolean;
  /** Waits until the server has processed the files: previews, transcripts. */
  wait?: boolean;
  /** Whether to continue where an earlier run of the same publish stopped. Default: true. */
  resume?: boolean;
  /** Number of files sent at the same time. Default: 8. */
  concurrency?: number;
  /** Folder for the digests of unchanged files. Default: the cache folder of the system. Null for no cache. */
  cacheFolder?: string | null;
  fetch?: typeof globalThis.fetch;
  /** Stops everything. A new run continues from there. */
  signal?: AbortSignal;
  backoff?: Backoff;
  /** How long to wait for a server that makes no progress. Default: half an hour. */
  patienceMilliseconds?: number;
}

export const defaultEndpoint = 'http://localhost:4000/graphql';
