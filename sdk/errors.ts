/** Codes of errors that the SDK itself detects. All other codes are an `ErrorCode` of the API. */
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
  /** Id of the request, which the server's log contains. */
  requestId?: string | null;
  /** Advice for users on how to solve the error. */
  hint?: string;
  cause?: unknown;
}

/** Error with a code for programs and advice for users. */
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

/** Problem with the folder to publish. */
export interface Issue {
  /** Line number in the manifest, from 1. Null if the folder has no manifest file. */
  line: number | null;
  key: string | null;
  /** JSON pointer (RFC 6901) to the invalid value in the line. */
  pointer: string;
  code: string;
  message: string;
  /** Description of a valid value. */
  expected?: string | null;
}

/** Thrown if the content of the folder has issues. Nothing was published. */
export class ValidationFailed extends VitrineError {
  /** First issues, at most a thousand. */
  readonly issues: readonly Issue[];
  readonly issueCount: number;
  /** Number of issues per code. */
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

/**
 * Thrown if files could not be uploaded. The server keeps the files that arrived, so another publish sends only the
 * others.
 */
export class UploadFailed extends VitrineError {
  readonly failedCount: number;
  /** First failed files, with the reason of each. */
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

/** Thrown if files could not be downloaded. The downloaded files are kept, so another pull fetches only the others. */
export class DownloadFailed extends VitrineError {
  readonly failedCount: number;
  /** First failed files, with the reason of each. */
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

/** Thrown if the revision was published, but the server could not process all of its files. */
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

/** Thrown if the current revision of the dataset is not the expected one. */
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
