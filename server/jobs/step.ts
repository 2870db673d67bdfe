import type { Db } from '#database/databases.ts';
import type { ProcessingTask } from '#domain/assets/file-kind.ts';
import type { Storage } from '#domain/storage.ts';
import type { Asset } from '#prisma/client/client.ts';
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

/** There is nothing to do for the file, now or later. The reason is for people. */
export interface NotApplicable {
  notApplicable: string;
}

/**
 * One thing that is made of an asset. It replaces what it made before. Throws `Unreadable` if the file is the reason.
 * May return a note, for people, on what it had to leave out.
 */
export interface Step {
  task: ProcessingTask;
  /** A quick step makes what lists show, and is done before all slow ones of other files. */
  isQuick: boolean;
  run(context: StepContext): Promise<string | NotApplicable | null | void>;
}
