import type { Databases } from '#database/databases.ts';
import type { Limits } from '#domain/limits.ts';
import type { Storage } from '#domain/storage.ts';
import type { Environment } from '../environment.ts';
import type { EventListener } from '../events/listen.ts';
import type { Logger } from '../logger.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { Check } from '../readiness/readiness.ts';
import type { Site } from '../site.ts';

/** Services that the API and the worker use. They start before both and stop after both. */
export interface Foundations {
  environment: Environment;
  connectionString: string;
  databases: Databases;
  storage: Storage;
  /** The origin from which browsers load files. */
  storageOrigin: string;
  limits: Limits;
  events: EventListener;
  site: Site;
  metrics: Metrics | null;
  logger: Logger;
  /** Checks of the database and the object store for the readiness report. */
  checks: { database: Check; objectStore: Check };
}
