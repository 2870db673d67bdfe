import { randomUUID } from 'node:crypto';

/** A new place in the object store. Random all through: it tells nothing, and nobody can guess it. */
export function newObjectKey(): string {
  return `${randomUUID()}/${randomUUID()}`;
}
