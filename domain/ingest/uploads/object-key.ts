import { randomUUID } from 'node:crypto';

/** Returns a new object key. It is random, so it contains no information and cannot be guessed. */
export function newObjectKey(): string {
  return `${randomUUID()}/${randomUUID()}`;
}
