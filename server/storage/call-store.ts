import { S3ServiceException } from '@aws-sdk/client-s3';
import { StorageUnavailable } from '#domain/errors.ts';

/** Minimum speed of a transfer: 1 MB a second. Calls with many bytes get more time. */
export const slowestBytesPerMillisecond = 1000;

/** Calls the store. `moreMilliseconds` extends the deadline for calls that send many bytes. */
export type CallStore = <Result>(
  call: (options: { abortSignal: AbortSignal }) => Promise<Result>,
  moreMilliseconds?: number,
) => Promise<Result>;

/**
 * Runs calls to the store with a deadline for the response. Throws `StorageUnavailable` if the store cannot be reached,
 * is overloaded or broken. Rethrows every other error unchanged. A body that is streamed after the response may take
 * any time.
 */
export function createStoreCaller(answerWithinMilliseconds: number): CallStore {
  return async (call, moreMilliseconds = 0) => {
    const deadline = new AbortController();
    const timer = setTimeout(() => deadline.abort(), answerWithinMilliseconds + moreMilliseconds);
    try {
      return await call({ abortSignal: deadline.signal });
    } catch (error) {
      if (isFull(error)) throw new StorageUnavailable({ cause: error }, fullMessage);
      throw isDown(error) ? new StorageUnavailable({ cause: error }) : error;
    } finally {
      clearTimeout(timer);
    }
  };
}

/**
 * Returns whether the store responded with one of these error codes. For a response without a body, the SDK uses the
 * name of its status as the code.
 */
export function hasCode(error: unknown, ...codes: string[]): boolean {
  return error instanceof S3ServiceException && codes.includes(error.name);
}

const fullMessage = 'The disk of the object store is full. No data was lost. Free up disk space, then try again.';

/** Codes of several stores for a full disk or quota. */
const fullCodes = ['XMinioStorageFull', 'XMinioAdminBucketQuotaExceeded', 'QuotaExceeded', 'ServiceStorageFull'];

function isFull(error: unknown): boolean {
  return (
    hasCode(error, ...fullCodes) || (error instanceof S3ServiceException && error.$metadata.httpStatusCode === 507)
  );
}

function isDown(error: unknown): boolean {
  if (error instanceof S3ServiceException) {
    const status = error.$metadata.httpStatusCode ?? 0;
    return (status >= 500 && status !== 501) || status === 429;
  }
  if (!(error instanceof Error)) return false;
  // The store sent no response: the connection was refused, reset, closed early or timed out, or the host is unknown.
  const isSystemError = 'code' in error && typeof error.code === 'string' && /^E[A-Z_]+$/.test(error.code);
  return isSystemError || error.name === 'AbortError' || error.name === 'TimeoutError';
}
