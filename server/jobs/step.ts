import type { Db } from '#database/databases.ts';
import type { ProcessingTask } from '#domain/assets/file-kind.ts';
import type { Storage } from '#domain/storage.ts';
import type { Asset } from '#prisma/client/client.ts';
import type { Logger } from '../logger.ts';
import type { Ffmpeg } from '../media/ffmpeg/ffmpeg.ts';
import type { SourceFile } from './source-file.ts';

/** Context of a step, for one asset of one organization. */
export interface StepContext {
  asset: Asset;
  file: SourceFile;
  ffmpeg: Ffmpeg;
  db: Db;
  storage: Storage;
  signal: AbortSignal;
  logger: Logger;
}

/** Result of a step that will never apply to the file. The reason is shown to users. */
export interface NotApplicable {
  notApplicable: string;
}

/**
 * Step in the processing of an asset. It replaces its earlier results. Throws `Unreadable` if the file is the cause of
 * the failure. May return a note for users about parts that were left out.
 */
export interface Step {
  task: ProcessingTask;
  /** Whether the step creates content that lists show. These steps run before the slow steps of all files. */
  isQuick: boolean;
  run(context: StepContext): Promise<string | NotApplicable | null | void>;
}
