/** Events of `publish`, in this order. Each type may occur many times, but `done` occurs once, at the end. */
export type PublishEvent =
  | ScanEvent
  | HashEvent
  | SessionEvent
  | UploadEvent
  | VerifyEvent
  | ValidateEvent
  | PublishingEvent
  | ProcessEvent
  | WarningEvent
  | NoticeEvent
  | DoneEvent;

/** The SDK reads the folder. */
export interface ScanEvent {
  type: 'scan';
  items: number;
  files: number;
  /** Number of hidden files and of entries that are not files. */
  skipped: number;
}

/** The SDK hashes the files. For files unchanged since the last run it only checks their state. */
export interface HashEvent {
  type: 'hash';
  files: number;
  totalFiles: number;
  bytes: number;
  totalBytes: number;
  unchangedFiles: number;
  bytesPerSecond: number;
}

/** The session to publish with is open. */
export interface SessionEvent {
  type: 'session';
  id: string;
  /** Whether an earlier run had opened it. */
  resumed: boolean;
  datasetCreated: boolean;
}

/** The SDK sends the files. */
export interface UploadEvent {
  type: 'upload';
  files: number;
  totalFiles: number;
  bytes: number;
  totalBytes: number;
  /** Number of the files whose bytes the organization had already. */
  storedFiles: number;
  /** Number of failed attempts that were repeated. */
  retries: number;
  bytesPerSecond: number;
}

/** The server verifies the files that have arrived. */
export interface VerifyEvent {
  type: 'verify';
  filesVerified: number;
  filesDeclared: number;
}

/** The server reads the manifest. */
export interface ValidateEvent {
  type: 'validate';
  items: number;
}

/** The server writes the revision. */
export interface PublishingEvent {
  type: 'publish';
  itemsStaged: number;
  items: number;
}

/** The server processes the files of the revision. Only if the caller waits for that. */
export interface ProcessEvent {
  type: 'process';
  pending: number;
  running: number;
  done: number;
  failed: number;
}

/** The content of a file does not match its name. */
export interface WarningEvent {
  type: 'warning';
  path: string;
  code: string;
  message: string;
}

/** A message for the user that does not stop the publish. */
export interface NoticeEvent {
  type: 'notice';
  message: string;
}

export interface DoneEvent {
  type: 'done';
  /** Revision that readers see. Null after a dry run. */
  revision: number | null;
  /** Whether the publish changed nothing. */
  noop: boolean;
  dryRun: boolean;
  items: number;
  files: number;
  bytes: number;
  /** Number of files that could not be processed. Only if the caller waited for that. */
  failedFiles?: number;
  /** Number of bytes that were sent to the store. */
  sentBytes: number;
  seconds: number;
}
