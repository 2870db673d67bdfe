import {
  DatabaseFull,
  DomainError,
  InvalidInput,
  StorageUnavailable,
  ValidationFailed,
  VersionConflict,
} from '../../errors.ts';

/** Result of an attempt that ended without a revision. It is stored, so that later requests can return it. */
export type Outcome =
  | { code: 'DRY_RUN_PASSED'; itemCount: number }
  | { code: 'VALIDATION_FAILED'; issueCount: number }
  | { code: 'VERSION_CONFLICT'; expectedRevision: number; currentRevision: number }
  | { code: 'STORAGE_UNAVAILABLE' }
  /** Outcome if the disk of the database is full. */
  | { code: 'DATABASE_UNAVAILABLE' }
  | { code: 'INVALID_INPUT'; path: string; message: string };

/** Returns the outcome that corresponds to an error. Returns null for an unexpected error. */
export function outcomeOf(error: unknown): Outcome | null {
  if (error instanceof ValidationFailed) return { code: error.code, issueCount: error.issueCount };
  if (error instanceof VersionConflict) {
    const { code, expectedRevision, currentRevision } = error;
    return { code, expectedRevision, currentRevision };
  }
  if (error instanceof StorageUnavailable || error instanceof DatabaseFull) return { code: error.code };
  if (error instanceof InvalidInput) return { code: error.code, path: error.path, message: error.message };
  return null;
}

/** Returns the error that corresponds to an outcome. */
export function errorOf(outcome: Exclude<Outcome, { code: 'DRY_RUN_PASSED' }>, sessionId: string): DomainError {
  switch (outcome.code) {
    case 'VALIDATION_FAILED':
      return new ValidationFailed(sessionId, outcome.issueCount);
    case 'VERSION_CONFLICT':
      return new VersionConflict(outcome.expectedRevision, outcome.currentRevision);
    case 'STORAGE_UNAVAILABLE':
      return new StorageUnavailable();
    case 'DATABASE_UNAVAILABLE':
      return new DatabaseFull();
    case 'INVALID_INPUT':
      return new InvalidInput(outcome.path, outcome.message);
    default:
      return outcome satisfies never;
  }
}
