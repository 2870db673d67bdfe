/** Events of `publish`, in the order of this list. Each type can occur many times. `done` occurs once, at the end. */
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

/** Progress of reading the folder. */
export interface ScanEvent {
  type: 'scan';
  items: number;
  files: number;
  /** Number of skipped entries: hidden files, and entries that are not files. */
  skipped: number;
}

/** Progress of hashing the files. A file that has not changed since the last run is not read again. */
export interface HashEvent {
  type: 'hash';
  files: number;
  totalFiles: number;
  bytes: number;
  totalBytes: number;
  unchangedFiles: number;
  bytesPerSecond: number;
}

/** Session in which the files are sent and published. */
export interface SessionEvent {
  type: 'session';
  id: string;
  /** Whether an earlier run opened the session. */
  resumed: boolean;
  datasetCreated: boolean;
}

/** Progress of sending the files. */
export interface UploadEvent {
  type: 'upload';
  files: number;
  totalFiles: number;
  bytes: number;
  totalBytes: number;
  /** Number of files that need not be sent, because the organization already has their bytes. */
  storedFiles: number;
  /** Number of attempts that failed and were repeated. */
  retries: number;
  bytesPerSecond: number;
}

/** Progress of the server in verifying the files that have arrived. */
export interface VerifyEvent {
  type: 'verify';
  filesVerified: number;
  filesDeclared: number;
}

/** Progress of the server in reading the manifest. */
export interface ValidateEvent {
  type: 'validate';
  items: number;
}

/** Progress of the server in writing the revision. */
export interface PublishingEvent {
  type: 'publish';
  itemsStaged: number;
  items: number;
}

/** Progress of the server in processing the files of the revision. Occurs only with the option `wait`. */
export interface ProcessEvent {
  type: 'process';
  pending: number;
  running: number;
  done: number;
  failed: number;
}

/** Warning that the content of a file does not match its name. */
export interface WarningEvent {
  type: 'warning';
  path: string;
  code: string;
  message: string;
}

/** Message for the user about something that does not stop the publish. */
export interface NoticeEvent {
  type: 'notice';
  message: string;
}

export interface DoneEvent {
  type: 'done';
  /** Number of the current revision after the publish. Null after a dry run. */
  revision: number | null;
  /** Whether the publish changed nothing. */
  noop: boolean;
  dryRun: boolean;
  items: number;
  files: number;
  bytes: number;
  /** Number of files that could not be processed. Set only with the option `wait`. */
  failedFiles?: number;
  /** Number of bytes that were sent to the object store. */
  sentBytes: number;
  seconds: number;
}
