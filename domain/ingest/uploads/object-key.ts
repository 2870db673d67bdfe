import { randomUUID } from 'node:crypto';

/** Returns a new key for the object store. It is random, so it reveals nothing and cannot be guessed. */
export function newObjectKey(): string {
  return `${randomUUID()}/${randomUUID()}`;
}
