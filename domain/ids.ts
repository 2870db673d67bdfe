import { v7, validate } from 'uuid';

/** Returns a new primary key (UUID version 7, RFC 9562). Keys are in order of time. Clients never choose them. */
export function newId(): string {
  return v7();
}

export function isId(value: string): boolean {
  return validate(value);
}
