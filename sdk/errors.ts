/** Error codes of the SDK itself. The other codes are the API's `ErrorCode`s. */
export type LocalCode =
  | 'FILE_CHANGED'
  | 'FOLDER_UNUSABLE'
  | 'NETWORK'
  | 'SERVER_ERROR'
  | 'UPLOAD_FAILED'
  | 'CHECKSUM_MISMATCH'
  | 'INVALID_ANSWER'
  | 'PROCESSING_FAILED'
  | 'DOWNLOAD_FAILED';

interface FailureFacts {
  /** Id of the request in the server's log. */
  requestId?: string | null;
  /** Advice on how to solve the failure. */
  hint?: string;
  cause?: unknown;
}

/** A failure with a code for programs and advice for people. */
export class VitrineError extends Error {
  readonly code: string;
  readonly requestId: string | null;
  readonly hint: string | null;
  constructor(code: string, message: string, { requestId = null, hint, cause }: FailureFacts = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'VitrineError';
    this.code = code;
    this.requestId = requestId;
    this.hint = hint ?? null;
  }
}

/** One problem with the folder to be published. */
export interface Issue {
  /** Line of the manifest, from 1. Null without a manifest file. */
  line: number | null;
  key: string | null;
  /** JSON pointer (RFC 6901) into the line. */
  pointer: string;
  code: string;
  message: string;
  /** Description of a valid value. */
  expected?: string | null;
}

/** The content to be published has issues. Nothing was published. */
export class ValidationFailed extends VitrineError {
  /** The first issues, at most a thousand. */
  readonly issues: readonly Issue[];
  readonly issueCount: number;
  /** Number of issues by code. */
  readonly counts: ReadonlyMap<string, number>;
  constructor(report: IssueReport, facts: FailureFacts = {}) {
    super('VALIDATION_FAILED', `Found ${count(report.issueCount, 'issue')}. Nothing was published.`, facts);
    this.name = 'ValidationFailed';
    this.issues = report.issues;
    this.issueCount = report.issueCount;
    this.counts = report.counts;
  }
}

export interface IssueReport {
  issues: readonly Issue[];
  issueCount: number;
  counts: ReadonlyMap<string, number>;
}

/** Files could not be uploaded. The files that arrived are kept: publishing again sends only the rest. */
export class UploadFailed extends VitrineError {
  readonly failedCount: number;
  /** Causes of the first failures. */
  readonly causes: readonly { path: string; code: string; message: string }[];
  constructor(code: LocalCode, failedCount: number, causes: UploadFailed['causes'], facts: FailureFacts = {}) {
    const first = causes[0];
    super(
      code,
      `${count(failedCount, 'file')} could not be uploaded.${first ? ` ${first.path}: ${first.message}` : ''}`,
      {
        hint: 'Uploaded files are kept. Run the same command again to upload the rest.',
        ...facts,
      },
    );
    this.name = 'UploadFailed';
    this.failedCount = failedCount;
    this.causes = causes;
  }
}

/** Files could not be downloaded. The downloaded files are kept: pulling again fetches only the rest. */
export class DownloadFailed extends VitrineError {
  readonly failedCount: number;
  /** Causes of the first failures. */
  readonly causes: UploadFailed['causes'];
  constructor(failedCount: number, causes: UploadFailed['causes']) {
    const first = causes[0];
    const example = first ? ` ${first.path}: ${first.message}` : '';
    super('DOWNLOAD_FAILED', `${count(failedCount, 'file')} could not be downloaded.${example}`, {
      hint: 'Downloaded files are kept. Run the same command again to download the rest.',
    });
    this.name = 'DownloadFailed';
    this.failedCount = failedCount;
    this.causes = causes;
  }
}

/** The revision was published, but the server could not process all of its files. */
export class ProcessingFailed extends VitrineError {
  readonly failedCount: number;
  constructor(failedCount: number) {
    super('PROCESSING_FAILED', `${count(failedCount, 'file')} could not be processed. The revision is published.`, {
      hint: 'The viewer shows the reason for each file.',
    });
    this.name = 'ProcessingFailed';
    this.failedCount = failedCount;
  }
}

/** The dataset is not at the expected revision. */
export class VersionConflict extends VitrineError {
  readonly currentRevision: number;
  constructor(message: string, currentRevision: number, facts: FailureFacts = {}) {
    super('VERSION_CONFLICT', message, facts);
    this.name = 'VersionConflict';
    this.currentRevision = currentRevision;
  }
}

function count(n: number, noun: string): string {
  return `${n.toLocaleString('en')} ${noun}${n === 1 ? '' : 's'}`;
}
