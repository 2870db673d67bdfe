/** What `publish` tells while it works, in this order; each kind may come many times, `done` comes once and last. */
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

/** The folder is read. */
export interface ScanEvent {
  type: 'scan';
  items: number;
  files: number;
  /** Hidden files and what is no file. */
  skipped: number;
}

/** Files are hashed; those unchanged since the last time are only looked at. */
export interface HashEvent {
  type: 'hash';
  files: number;
  totalFiles: number;
  bytes: number;
  totalBytes: number;
  unchangedFiles: number;
  bytesPerSecond: number;
}

/** There is a session to publish with. */
export interface SessionEvent {
  type: 'session';
  id: string;
  /** Whether an earlier run had opened it. */
  resumed: boolean;
  datasetCreated: boolean;
}

/** Files are sent. */
export interface UploadEvent {
  type: 'upload';
  files: number;
  totalFiles: number;
  bytes: number;
  totalBytes: number;
  /** Of the files, those that the organization had already. */
  storedFiles: number;
  /** Attempts that failed and were made again. */
  retries: number;
  bytesPerSecond: number;
}

/** The server checks what has arrived. */
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

/** The server processes the files of the revision. Only when it is waited for. */
export interface ProcessEvent {
  type: 'process';
  pending: number;
  running: number;
  done: number;
  failed: number;
}

/** A file is not what its name says. */
export interface WarningEvent {
  type: 'warning';
  path: string;
  code: string;
  message: string;
}

/** Something that does not stop the publish but that a person should know. */
export interface NoticeEvent {
  type: 'notice';
  message: string;
}

export interface DoneEvent {
  type: 'done';
  /** The revision that readers see; null after a dry run. */
  revision: number | null;
  /** Whether nothing had changed. */
  noop: boolean;
  dryRun: boolean;
  items: number;
  files: number;
  bytes: number;
  /** Files that could not be processed; only when that was waited for. */
  failedFiles?: number;
  /** Bytes that were really sent. */
  sentBytes: number;
  seconds: number;
}
