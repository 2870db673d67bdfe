import type { Backoff } from './api/backoff.ts';
import type { FolderOptions } from './folder/reading.ts';

export interface PublishOptions extends Omit<FolderOptions, 'append'> {
  /** Slug of the dataset. */
  dataset: string;
  /** Slug of the organization. */
  organization: string;
  /** API token with the scopes READ and PUBLISH. */
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
  /** Whether the dataset keeps its items that are not in the folder. */
  append?: boolean;
  /** Number of the revision that must be the current one. 0 if the dataset must have no revision. */
  expectRevision?: number;
  /** Whether to only send the files and validate the manifest, without publishing. */
  dryRun?: boolean;
  /** Whether to wait until the server has processed the files, for example created previews. */
  wait?: boolean;
  /** Whether to continue an earlier run of the same publish. Default: true. */
  resume?: boolean;
  /** Number of files that are sent at the same time. Default: 8. */
  concurrency?: number;
  /**
   * Path of the folder for the cache of digests. Default: the cache folder of the operating system. Null for no cache.
   */
  cacheFolder?: string | null;
  fetch?: typeof globalThis.fetch;
  /** Signal that stops the publish. A later run continues where it stopped. */
  signal?: AbortSignal;
  backoff?: Backoff;
  /** Maximum time without progress of the server. Default: half an hour. */
  patienceMilliseconds?: number;
}

export const defaultEndpoint = 'http://localhost:4000/graphql';
