import {
  AlreadyExists,
  bugCode,
  DomainError,
  type ErrorCode,
  Forbidden,
  IdempotencyConflict,
  InvalidInput,
  LastOwner,
  LimitExceeded,
  MailUnavailable,
  NotFound,
  PartsMissing,
  PublishInProgress,
  RateLimited,
  SessionClosed,
  StorageDown,
  Unauthenticated,
  UploadsMissing,
  ValidationFailed,
  VersionConflict,
} from '#domain/errors.ts';
import { builder } from './builder.ts';
import { IngestStateEnum } from './ingest-enums.ts';

/** Every code of the rules of the domain, and the code of a bug, each with its cause. */
export const errorCodes = {
  UNAUTHENTICATED: 'Nobody is signed in, or the credential is no longer good.',
  FORBIDDEN: 'The role or the token is not enough.',
  NOT_FOUND: 'It does not exist, or the viewer may not know that it does.',
  INVALID_INPUT: 'An argument is not acceptable.',
  ALREADY_EXISTS: 'The name is taken.',
  LIMIT_EXCEEDED: 'More was asked for than one call gives.',
  RATE_LIMITED: 'Too often; try again later.',
  SESSION_CLOSED: 'The ingest session has ended.',
  UPLOADS_MISSING: 'Declared files, or parts of one, have not arrived.',
  VALIDATION_FAILED: 'The manifest has issues; nothing was published.',
  VERSION_CONFLICT: 'The dataset has moved on.',
  PUBLISH_IN_PROGRESS: 'Another session is publishing the dataset.',
  IDEMPOTENCY_CONFLICT:
    'The idempotency key was used with other input, or what it created was removed since. Use a new key.',
  LAST_OWNER: 'An organization keeps at least one owner.',
  MAIL_UNAVAILABLE: 'The server cannot send mail.',
  STORAGE_UNAVAILABLE: 'The object store does not answer.',
  DATABASE_UNAVAILABLE: 'The database does not answer, or its disk is full.',
  [bugCode]: "An unexpected error in the server. Search the server's log for the request id.",
} satisfies Record<ErrorCode | typeof bugCode, string>;

export const ErrorCodeEnum = builder.enumType('ErrorCode', {
  description: 'What went wrong, for programs. The list only grows.',
  values: Object.fromEntries(Object.entries(errorCodes).map(([code, description]) => [code, { description }])) as {
    [Code in keyof typeof errorCodes]: { description: string };
  },
});

const ErrorInterface = builder.interfaceRef<DomainError>('Error').implement({
  description: 'Something the caller can act on.',
  authScopes: { anyone: true },
  fields: (t) => ({
    code: t.expose('code', { type: ErrorCodeEnum, description: 'What went wrong, for programs.' }),
    message: t.exposeString('message', { description: 'What went wrong and what to do, for people.' }),
  }),
});

/** Returns the options that all error types share. */
function errorType<Name extends string>(name: Name, description: string) {
  return { name, description, interfaces: [ErrorInterface], authScopes: { anyone: true } };
}

builder.objectType(
  Unauthenticated,
  errorType('Unauthenticated', 'Nobody is signed in, or the credential is no longer good.'),
);
builder.objectType(Forbidden, errorType('Forbidden', 'The viewer may see the thing, but not do this to it.'));
builder.objectType(
  NotFound,
  errorType('NotFound', 'It does not exist, or the viewer may not know that it does: the two are not told apart.'),
);
builder.objectType(AlreadyExists, errorType('AlreadyExists', 'The name is taken.'));
builder.objectType(
  PublishInProgress,
  errorType('PublishInProgress', 'Another session is publishing this dataset at the moment.'),
);
builder.objectType(
  IdempotencyConflict,
  errorType('IdempotencyConflict', 'The idempotency key was used before, with other input.'),
);
builder.objectType(LastOwner, errorType('LastOwner', 'An organization keeps at least one owner.'));
builder.objectType(StorageDown, errorType('StorageDown', 'The object store does not answer.'));

builder.objectType(MailUnavailable, {
  ...errorType('MailUnavailable', 'The server cannot send mail, so that its operator has to pass the link on.'),
  fields: (t) => ({
    command: t.exposeString('command', { description: 'Prints the link, on the machine of the server.' }),
  }),
});

builder.objectType(InvalidInput, {
  ...errorType('InvalidInput', 'One argument is not acceptable.'),
  fields: (t) => ({
    path: t.exposeString('path', { description: 'Leads to the argument from the input, such as `files.3.sha256`.' }),
  }),
});
builder.objectType(LimitExceeded, {
  ...errorType('LimitExceeded', 'More was asked for than one call gives.'),
  fields: (t) => ({
    limit: t.exposeFloat('limit', { description: 'The most that one call gives.' }),
  }),
});
builder.objectType(RateLimited, {
  ...errorType('RateLimited', 'Too often.'),
  fields: (t) => ({
    retryAfterSeconds: t.exposeInt('retryAfterSeconds', { description: 'Seconds to wait before trying again.' }),
  }),
});
builder.objectType(SessionClosed, {
  ...errorType('SessionClosed', 'The ingest session takes no more files.'),
  fields: (t) => ({
    state: t.expose('state', { type: IngestStateEnum, description: 'State of the session.' }),
  }),
});
builder.objectType(UploadsMissing, {
  ...errorType('UploadsMissing', 'Files of the session have not arrived, or not as declared.'),
  fields: (t) => ({
    missingCount: t.exposeInt('missingCount', { description: 'How many files have not arrived as declared.' }),
    filenames: t.exposeStringList('filenames', { description: 'The first hundred of them.' }),
  }),
});
builder.objectType(PartsMissing, {
  ...errorType('PartsMissing', 'Parts of a large file have not arrived, or not as they should.'),
  fields: (t) => ({
    partNumbers: t.exposeIntList('partNumbers', { description: 'The parts to send again.' }),
  }),
});
builder.objectType(ValidationFailed, {
  ...errorType('ValidationFailed', 'The manifest is not publishable; nothing was written.'),
  fields: (t) => ({
    issueCount: t.exposeInt('issueCount', { description: 'How many issues the manifest has.' }),
  }),
});
builder.objectType(VersionConflict, {
  ...errorType('VersionConflict', 'The dataset has moved on since the revision the caller expected.'),
  fields: (t) => ({
    expectedRevisionNumber: t.exposeInt('expectedRevision', { description: 'The revision the caller expected.' }),
    currentRevisionNumber: t.exposeInt('currentRevision', {
      description: 'The revision the dataset is at; 0 before the first.',
    }),
  }),
});
