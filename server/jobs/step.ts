import type { Storage } from '#domain/storage.ts';
import type { Asset } from '#prisma/client/client.ts';
import type { Db } from '#prisma/databases.ts';
import type { Logger } from '../logger.ts';
import type { SourceFile } from './source-file.ts';

/** What a step works with: one asset of one organization. */
export interface StepContext {
  asset: Asset;
  file: SourceFile;
  db: Db;
  storage: Storage;
  signal: AbortSignal;
  logger: Logger;
}

/**
 * One thing that is made of an asset. It replaces what it made before. Throws `Unreadable` when the file is the reason,
 * and may answer with a note, for people, on what it had to leave out.
 */
export interface Step {
  /** As it stands in the asset's `processing`. */
  task: string;
  run(context: StepContext): Promise<string | void>;
}
