import type { Db } from '#database/databases.ts';
import type { ProcessingTask } from '#domain/assets/file-kind.ts';
import type { Storage } from '#domain/storage.ts';
import type { Asset } from '#prisma/client/client.ts';
import type { Logger } from '../logger.ts';
import type { Ffmpeg } from '../media/ffmpeg/ffmpeg.ts';
import type { SourceFile } from './source-file.ts';

/** Context of a step: one asset of one organization. */
export interface StepContext {
  asset: Asset;
  file: SourceFile;
  ffmpeg: Ffmpeg;
  db: Db;
  storage: Storage;
  signal: AbortSignal;
  logger: Logger;
}

/** The result of a step that does not apply to the file, now or later. The reason is for users. */
export interface NotApplicable {
  notApplicable: string;
}

/**
 * One step of the processing of an asset. It replaces its earlier results. Throws `Unreadable` if the file is the
 * reason. May return a note for users about parts it had to leave out.
 */
export interface Step {
  task: ProcessingTask;
  /** Whether the step makes content that lists show. Quick steps run before all slow steps of other files. */
  isQuick: boolean;
  run(context: StepContext): Promise<string | NotApplicable | null | void>;
}
