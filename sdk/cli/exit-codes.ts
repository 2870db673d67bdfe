import type { LocalCode } from '../errors.ts';
import type { ErrorCode } from '../gql/graphql.ts';

/** Exit codes of the commands. `docs/cli.md` describes them. */
export const exitCodes = {
  ok: 0,
  unexpected: 1,
  usage: 2,
  validation: 3,
  permission: 4,
  conflict: 5,
  transfer: 6,
  notFound: 7,
  processing: 8,
  interrupted: 130,
  terminated: 143,
} as const;

const byCode: Record<ErrorCode | LocalCode, number> = {
  INVALID_INPUT: exitCodes.usage,
  LIMIT_EXCEEDED: exitCodes.usage,
  FOLDER_UNUSABLE: exitCodes.usage,
  VALIDATION_FAILED: exitCodes.validation,
  UNAUTHENTICATED: exitCodes.permission,
  FORBIDDEN: exitCodes.permission,
  VERSION_CONFLICT: exitCodes.conflict,
  PUBLISH_IN_PROGRESS: exitCodes.conflict,
  IDEMPOTENCY_CONFLICT: exitCodes.conflict,
  ALREADY_EXISTS: exitCodes.conflict,
  SESSION_CLOSED: exitCodes.conflict,
  NETWORK: exitCodes.transfer,
  SERVER_ERROR: exitCodes.transfer,
  INVALID_ANSWER: exitCodes.transfer,
  RATE_LIMITED: exitCodes.transfer,
  STORAGE_UNAVAILABLE: exitCodes.transfer,
  DATABASE_UNAVAILABLE: exitCodes.transfer,
  UPLOADS_MISSING: exitCodes.transfer,
  UPLOAD_FAILED: exitCodes.transfer,
  DOWNLOAD_FAILED: exitCodes.transfer,
  FILE_CHANGED: exitCodes.transfer,
  NOT_FOUND: exitCodes.notFound,
  PROCESSING_FAILED: exitCodes.processing,
  INTERNAL_SERVER_ERROR: exitCodes.unexpected,
  CHECKSUM_MISMATCH: exitCodes.unexpected,
  LAST_OWNER: exitCodes.unexpected,
  MAIL_UNAVAILABLE: exitCodes.unexpected,
};

/** Returns the exit code for an error code. */
export function exitCodeOf(code: string): number {
  return isKnown(code) ? byCode[code] : exitCodes.unexpected;
}

function isKnown(code: string): code is keyof typeof byCode {
  return Object.hasOwn(byCode, code);
}
