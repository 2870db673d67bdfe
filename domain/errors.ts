/** What a caller can act on. Everything else is a bug: it rises, is logged with the request id, and answers "Unexpected error". */
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

export abstract class DomainError extends Error {
  abstract readonly code: ErrorCode;
}

/** Nobody is signed in, or the credential is no longer good. */
export class Unauthenticated extends DomainError {
  readonly code = 'UNAUTHENTICATED';
  constructor(message = 'Sign in, or send a valid token, and ask again.') {
    super(message);
  }
}

/** The viewer may see the thing, but not do this to it. */
export class Forbidden extends DomainError {
  readonly code = 'FORBIDDEN';
}

/** It does not exist, or the viewer may not know that it does: the two are not told apart. */
export class NotFound extends DomainError {
  readonly code = 'NOT_FOUND';
  constructor(what: string) {
    super(`There is no such ${what}, or you may not see it. Check its id or name, and what you may see.`);
  }
}

/** One argument is not acceptable. `path` leads to it from the input, such as `files.3.sha256`. */
export class InvalidInput extends DomainError {
  readonly code = 'INVALID_INPUT';
  readonly path: string;
  constructor(path: string, message: string) {
    super(message);
    this.path = path;
  }
}

/** The name is taken. */
export class AlreadyExists extends DomainError {
  readonly code = 'ALREADY_EXISTS';
}

/** More was asked for than one call gives. */
export class LimitExceeded extends DomainError {
  readonly code = 'LIMIT_EXCEEDED';
  readonly limit: number;
  constructor(limit: number, message: string) {
    super(message);
    this.limit = limit;
  }
}

/** Too often. Try again after `retryAfterSeconds`. */
export class RateLimited extends DomainError {
  readonly code = 'RATE_LIMITED';
  readonly retryAfterSeconds: number;
  constructor(retryAfterSeconds: number) {
    super(`Too many attempts. Try again in ${retryAfterSeconds} s.`);
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** The ingest session takes no more files and can no longer be published. */
export class SessionClosed extends DomainError {
  readonly code = 'SESSION_CLOSED';
  readonly state: string;
  constructor(state: string) {
    super(`The ingest session is ${state.toLowerCase()}. Open a new one; files that have arrived are not sent again.`);
    this.state = state;
  }
}

/** Files of the session have not arrived, or not as declared. */
export class UploadsMissing extends DomainError {
  readonly code = 'UPLOADS_MISSING';
  readonly missingCount: number;
  /** The first hundred, by filename. `IngestSession.uploads` lists them all. */
  readonly filenames: string[];
  constructor(missingCount: number, filenames: string[]) {
    super(
      `${missingCount} declared ${missingCount === 1 ? 'file has' : 'files have'} not arrived as declared. Ask for their upload URLs again, send them, and publish again.`,
    );
    this.missingCount = missingCount;
    this.filenames = filenames;
  }
}

/** Parts of a large file have not arrived, or not as they should. */
export class PartsMissing extends DomainError {
  readonly code = 'UPLOADS_MISSING';
  readonly partNumbers: number[];
  constructor(partNumbers: number[]) {
    super(
      `${partNumbers.length} ${partNumbers.length === 1 ? 'part has' : 'parts have'} not arrived as declared. Ask for their upload URLs again, send them, and complete the upload again.`,
    );
    this.partNumbers = partNumbers;
  }
}

/** The manifest is not publishable; nothing was written. The session lists every issue. */
export class ValidationFailed extends DomainError {
  readonly code = 'VALIDATION_FAILED';
  readonly sessionId: string;
  readonly issueCount: number;
  constructor(sessionId: string, issueCount: number) {
    super(
      `The manifest has ${issueCount} ${issueCount === 1 ? 'issue' : 'issues'}. Nothing was published; correct the manifest and publish again.`,
    );
    this.sessionId = sessionId;
    this.issueCount = issueCount;
  }
}

/** The dataset has moved on since the revision the caller expected. */
export class VersionConflict extends DomainError {
  readonly code = 'VERSION_CONFLICT';
  readonly expectedRevision: number;
  /** 0 when nothing has been published yet. */
  readonly currentRevision: number;
  constructor(expectedRevision: number, currentRevision: number) {
    super(
      `The dataset is at revision ${currentRevision}, not ${expectedRevision}. Look at what has changed, then publish on top of ${currentRevision}.`,
    );
    this.expectedRevision = expectedRevision;
    this.currentRevision = currentRevision;
  }
}

/** Another session is publishing this dataset at the moment. */
export class PublishInProgress extends DomainError {
  readonly code = 'PUBLISH_IN_PROGRESS';
  constructor() {
    super('Another session is publishing this dataset. Wait for it to end, then publish again.');
  }
}

/** The idempotency key was used before, with other input. */
export class IdempotencyConflict extends DomainError {
  readonly code = 'IDEMPOTENCY_CONFLICT';
  constructor(message = 'This idempotency key was used with other input. Use a new key for a new request.') {
    super(message);
  }
}

/** An organization keeps at least one owner. */
export class LastOwner extends DomainError {
  readonly code = 'LAST_OWNER';
  constructor() {
    super('The last owner cannot leave or be lowered. Make someone else an owner first.');
  }
}

/** The server cannot send mail, so that a link has to reach its person another way. */
export class MailUnavailable extends DomainError {
  readonly code = 'MAIL_UNAVAILABLE';
  /** Prints the link, on the machine of the server. */
  readonly command: string;
  constructor(command: string) {
    super(
      `This server is not set up to send mail. Ask its operator for the link, which this command prints: ${command}`,
    );
    this.command = command;
  }
}

/** The object store does not answer. */
export class StorageDown extends DomainError {
  readonly code = 'STORAGE_UNAVAILABLE';
  constructor(
    options?: ErrorOptions,
    message = 'The object store does not answer at the moment. Nothing is lost; try again shortly.',
  ) {
    super(message, options);
  }
}

/** The database does not answer. */
export class DatabaseDown extends DomainError {
  readonly code = 'DATABASE_UNAVAILABLE';
  constructor(
    options?: ErrorOptions,
    message = 'The database does not answer at the moment. Nothing is lost; try again shortly.',
  ) {
    super(message, options);
  }
}

/** The disk of the database has no room for what was to be stored. */
export class DatabaseFull extends DatabaseDown {
  constructor(options?: ErrorOptions) {
    super(options, 'The disk of the database is full. Nothing is lost. Make room on it, then try again.');
  }
}
