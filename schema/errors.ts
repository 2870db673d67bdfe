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
  StorageUnavailable,
  Unauthenticated,
  UploadsMissing,
  ValidationFailed,
  VersionConflict,
} from '#domain/errors.ts';
import { builder } from './builder.ts';
import { IngestStateEnum } from './ingest-enums.ts';

/** All error codes of the domain, and the code of a bug, each with its cause. */
export const errorCodes = {
  UNAUTHENTICATED: 'Request without a credential, or with one that is no longer valid.',
  FORBIDDEN: 'Role or token that does not permit the action.',
  NOT_FOUND: 'Object that does not exist, or that the viewer may not see.',
  INVALID_INPUT: 'Argument that is not valid.',
  ALREADY_EXISTS: 'Name that is taken.',
  LIMIT_EXCEEDED: 'Request for more than one call may ask for.',
  RATE_LIMITED: 'Too many requests. Try again later.',
  SESSION_CLOSED: 'Ingest session that has ended.',
  UPLOADS_MISSING: 'Declared files, or parts of one, that have not arrived.',
  VALIDATION_FAILED: 'Manifest with issues. Nothing was published.',
  VERSION_CONFLICT: 'Dataset that is not at the expected revision.',
  PUBLISH_IN_PROGRESS: 'Dataset to which another session is publishing.',
  IDEMPOTENCY_CONFLICT:
    'Idempotency key that was used with other input, or whose object was removed or used since. Use a new key.',
  LAST_OWNER: 'Change that would leave the organization without an owner.',
  MAIL_UNAVAILABLE: 'Server without a way to send mail.',
  STORAGE_UNAVAILABLE: 'Object store that is not responding.',
  DATABASE_UNAVAILABLE: 'Database that is not responding, or has no space left.',
  [bugCode]: "Unexpected error in the server. Search the server's log for the request id.",
} satisfies Record<ErrorCode | typeof bugCode, string>;

export const ErrorCodeEnum = builder.enumType('ErrorCode', {
  description: 'Code of an error. New codes may be added.',
  values: Object.fromEntries(Object.entries(errorCodes).map(([code, description]) => [code, { description }])) as {
    [Code in keyof typeof errorCodes]: { description: string };
  },
});

const ErrorInterface = builder.interfaceRef<DomainError>('Error').implement({
  description: 'Error that the caller can act on.',
  authScopes: { anyone: true },
  fields: (t) => ({
    code: t.expose('code', { type: ErrorCodeEnum, description: 'Code of the error, for programs.' }),
    message: t.exposeString('message', { description: 'Message for people: the problem, and how to solve it.' }),
  }),
});

/** Returns the options that all error types have in common. */
function errorType<Name extends string>(name: Name, description: string) {
  return { name, description, interfaces: [ErrorInterface], authScopes: { anyone: true } };
}

builder.objectType(
  Unauthenticated,
  errorType('Unauthenticated', 'Error for a request without a credential, or with one that is no longer valid.'),
);
builder.objectType(
  Forbidden,
  errorType('Forbidden', 'Error for an action that the viewer may not take on an object they may see.'),
);
builder.objectType(
  NotFound,
  errorType(
    'NotFound',
    'Error for an object that does not exist, or that the viewer may not see. The two are not told apart.',
  ),
);
builder.objectType(AlreadyExists, errorType('AlreadyExists', 'Error for a name that is taken.'));
builder.objectType(
  PublishInProgress,
  errorType('PublishInProgress', 'Error for a dataset to which another session is publishing.'),
);
builder.objectType(
  IdempotencyConflict,
  errorType(
    'IdempotencyConflict',
    'Error for an idempotency key that was used with other input, or whose object was removed, or whose secret is in use.',
  ),
);
builder.objectType(
  LastOwner,
  errorType('LastOwner', 'Error for a change that would leave the organization without an owner.'),
);
builder.objectType(
  StorageUnavailable,
  errorType('StorageUnavailable', 'Error for an object store that is not responding.'),
);

builder.objectType(MailUnavailable, {
  ...errorType(
    'MailUnavailable',
    'Error for a server without a way to send mail. The operator of the server can pass the link on.',
  ),
  fields: (t) => ({
    command: t.exposeString('command', { description: 'Command that prints the link, for the machine of the server.' }),
  }),
});

builder.objectType(InvalidInput, {
  ...errorType('InvalidInput', 'Error for an argument that is not valid.'),
  fields: (t) => ({
    path: t.exposeString('path', { description: 'Path of the argument from the input, such as `files.3.sha256`.' }),
  }),
});
builder.objectType(LimitExceeded, {
  ...errorType('LimitExceeded', 'Error for a request of more than one call may ask for.'),
  fields: (t) => ({
    limit: t.exposeFloat('limit', { description: 'Maximum that one call may ask for.' }),
  }),
});
builder.objectType(RateLimited, {
  ...errorType('RateLimited', 'Error for too many requests.'),
  fields: (t) => ({
    retryAfterSeconds: t.exposeInt('retryAfterSeconds', {
      description: 'Time to wait before the next try, in seconds.',
    }),
  }),
});
builder.objectType(SessionClosed, {
  ...errorType('SessionClosed', 'Error for an ingest session that takes no more files.'),
  fields: (t) => ({
    state: t.expose('state', { type: IngestStateEnum, description: 'State of the session.' }),
  }),
});
builder.objectType(UploadsMissing, {
  ...errorType('UploadsMissing', 'Error for files of the session that have not arrived as declared.'),
  fields: (t) => ({
    missingCount: t.exposeInt('missingCount', { description: 'Number of files that have not arrived as declared.' }),
    filenames: t.exposeStringList('filenames', { description: 'Names of the first 100 such files.' }),
  }),
});
builder.objectType(PartsMissing, {
  ...errorType(
    'PartsMissing',
    'Error for parts of a large file that have not arrived, or differ from their declaration.',
  ),
  fields: (t) => ({
    partNumbers: t.exposeIntList('partNumbers', { description: 'Numbers of the parts to send again.' }),
  }),
});
builder.objectType(ValidationFailed, {
  ...errorType('ValidationFailed', 'Error for a manifest that cannot be published. Nothing was written.'),
  fields: (t) => ({
    issueCount: t.exposeInt('issueCount', { description: 'Number of issues of the manifest.' }),
  }),
});
builder.objectType(VersionConflict, {
  ...errorType('VersionConflict', 'Error for a dataset that is not at the expected revision.'),
  fields: (t) => ({
    expectedRevisionNumber: t.exposeInt('expectedRevision', {
      description: 'Number of the revision that the caller expected.',
    }),
    currentRevisionNumber: t.exposeInt('currentRevision', {
      description: 'Number of the current revision, 0 before the first.',
    }),
  }),
});
