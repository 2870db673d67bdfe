import type { IngestState } from '#prisma/client/enums.ts';

/**
 * Codes of errors that a caller can handle. Any other error is a bug: the server logs it with the request id and
 * responds with "Unexpected error".
 */
export type ErrorCode =
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'INVALID_INPUT'
  | 'ALREADY_EXISTS'
  | 'LIMIT_EXCEEDED'
  | 'RATE_LIMITED'
  | 'SESSION_CLOSED'
  | 'UPLOADS_MISSING'
  | 'VALIDATION_FAILED'
  | 'VERSION_CONFLICT'
  | 'PUBLISH_IN_PROGRESS'
  | 'IDEMPOTENCY_CONFLICT'
  | 'LAST_OWNER'
  | 'MAIL_UNAVAILABLE'
  | 'STORAGE_UNAVAILABLE'
  | 'DATABASE_UNAVAILABLE';

/** Code of an error that is caused by a bug of the server. */
export const bugCode = 'INTERNAL_SERVER_ERROR';

export abstract class DomainError extends Error {
  abstract readonly code: ErrorCode;
}

/** Thrown if the request has no valid credential. */
export class Unauthenticated extends DomainError {
  readonly code = 'UNAUTHENTICATED';
  constructor(message = 'Sign in or send a valid token, then try again.') {
    super(message);
  }
}

/** Thrown if the viewer may see the object, but may not perform the action. */
export class Forbidden extends DomainError {
  readonly code = 'FORBIDDEN';
}

/** Thrown if the object does not exist, or if the viewer may not see it. The error is the same in both cases. */
export class NotFound extends DomainError {
  readonly code = 'NOT_FOUND';
  constructor(what: string) {
    super(
      `This ${what} does not exist, or you do not have permission to see it. Check its id or name, and your permissions.`,
    );
  }
}

/** Thrown if an argument is invalid. `path` is the path of the argument in the input, such as `files.3.sha256`. */
export class InvalidInput extends DomainError {
  readonly code = 'INVALID_INPUT';
  readonly path: string;
  constructor(path: string, message: string) {
    super(message);
    this.path = path;
  }
}

/** Thrown if the name is taken. */
export class AlreadyExists extends DomainError {
  readonly code = 'ALREADY_EXISTS';
}

/** Thrown if the caller requests more than the limit of one call. */
export class LimitExceeded extends DomainError {
  readonly code = 'LIMIT_EXCEEDED';
  readonly limit: number;
  constructor(limit: number, message: string) {
    super(message);
    this.limit = limit;
  }
}

/** Thrown after too many attempts. The caller may try again after `retryAfterSeconds`. */
export class RateLimited extends DomainError {
  readonly code = 'RATE_LIMITED';
  readonly retryAfterSeconds: number;
  constructor(retryAfterSeconds: number) {
    super(`Too many attempts. Try again in ${retryAfterSeconds} seconds.`);
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

const openNewSession = 'Open a new session. Files that were already uploaded do not have to be uploaded again.';

/** Advice to the caller if the state of the session does not allow the request. */
const adviceOnState: Record<IngestState, string> = {
  OPEN: 'Repeat the request.',
  PUBLISHING: openNewSession,
  PUBLISHED: openNewSession,
  FAILED: openNewSession,
  ABANDONED: openNewSession,
};

/** Thrown if the ingest session does not accept more files and can no longer be published. */
export class SessionClosed extends DomainError {
  readonly code = 'SESSION_CLOSED';
  readonly state: IngestState;
  constructor(state: IngestState) {
    super(`The ingest session is ${state.toLowerCase()}. ${adviceOnState[state]}`);
    this.state = state;
  }
}

/** Thrown if files of the session have not arrived, or have other bytes than declared. */
export class UploadsMissing extends DomainError {
  readonly code = 'UPLOADS_MISSING';
  readonly missingCount: number;
  /** Names of the first hundred missing files. `IngestSession.uploads` lists all of them. */
  readonly filenames: string[];
  constructor(missingCount: number, filenames: string[]) {
    super(
      `${missingCount} declared ${missingCount === 1 ? 'file is missing or differs from its' : 'files are missing or differ from their'} declaration. Request new upload URLs, upload again, then publish again.`,
    );
    this.missingCount = missingCount;
    this.filenames = filenames;
  }
}

/** Thrown if parts of a large file have not arrived, or have the wrong size or checksum. */
export class PartsMissing extends DomainError {
  readonly code = 'UPLOADS_MISSING';
  readonly partNumbers: number[];
  constructor(partNumbers: number[]) {
    super(
      `${partNumbers.length} ${partNumbers.length === 1 ? 'part is missing or differs from its' : 'parts are missing or differ from their'} declaration. Request new upload URLs, upload again, then complete the upload again.`,
    );
    this.partNumbers = partNumbers;
  }
}

/** Thrown if the manifest has issues. The publish has written nothing. The session lists every issue. */
export class ValidationFailed extends DomainError {
  readonly code = 'VALIDATION_FAILED';
  readonly sessionId: string;
  readonly issueCount: number;
  constructor(sessionId: string, issueCount: number) {
    super(
      `The manifest has ${issueCount} ${issueCount === 1 ? 'issue' : 'issues'}. Nothing was published. Fix the manifest, then publish again.`,
    );
    this.sessionId = sessionId;
    this.issueCount = issueCount;
  }
}

/** Thrown if the current revision of the dataset is not the one that the caller expected. */
export class VersionConflict extends DomainError {
  readonly code = 'VERSION_CONFLICT';
  readonly expectedRevision: number;
  /** Number of the current revision. 0 if the dataset has no revision yet. */
  readonly currentRevision: number;
  constructor(expectedRevision: number, currentRevision: number) {
    super(
      `The dataset is at revision ${currentRevision}, not ${expectedRevision}. Check what changed, then publish again with revision ${currentRevision} as the expected revision.`,
    );
    this.expectedRevision = expectedRevision;
    this.currentRevision = currentRevision;
  }
}

/** Thrown if another session is publishing this dataset at the moment. */
export class PublishInProgress extends DomainError {
  readonly code = 'PUBLISH_IN_PROGRESS';
  constructor() {
    super('Another session is publishing this dataset. Wait for it to end, then publish again.');
  }
}

/** Thrown if the idempotency key was already used with a different input. */
export class IdempotencyConflict extends DomainError {
  readonly code = 'IDEMPOTENCY_CONFLICT';
  constructor(message = 'This idempotency key was already used with different input. Use a new key.') {
    super(message);
  }
}

/** Thrown if an organization would lose its last owner. */
export class LastOwner extends DomainError {
  readonly code = 'LAST_OWNER';
  constructor() {
    super(
      'The last owner of an organization cannot leave or change to a lower role. Make another member an owner first.',
    );
  }
}

/** Thrown if the server cannot send mail. The operator must give the link to the person in another way. */
export class MailUnavailable extends DomainError {
  readonly code = 'MAIL_UNAVAILABLE';
  /** Command that prints the link. It must be run on the server. */
  readonly command: string;
  constructor(command: string) {
    super(
      `This server cannot send email. Ask the operator of the server for the link. This command prints it: ${command}`,
    );
    this.command = command;
  }
}

/** Thrown if the object store does not respond. */
export class StorageUnavailable extends DomainError {
  readonly code = 'STORAGE_UNAVAILABLE';
  constructor(
    options?: ErrorOptions,
    message = 'The object store is not responding. No data was lost. Try again in a moment.',
  ) {
    super(message, options);
  }
}

/** Thrown if the database does not respond. */
export class DatabaseDown extends DomainError {
  readonly code = 'DATABASE_UNAVAILABLE';
  constructor(
    options?: ErrorOptions,
    message = 'The database is not responding. No data was lost. Try again in a moment.',
  ) {
    super(message, options);
  }
}

/** Thrown if the disk of the database is full. */
export class DatabaseFull extends DatabaseDown {
  constructor(options?: ErrorOptions) {
    super(options, 'The disk of the database is full. No data was lost. Free up disk space, then try again.');
  }
}
