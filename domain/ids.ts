import { v7, validate } from 'uuid';

/** Returns a new primary key: time-ordered, and never taken from a client. (RFC 9562, version 7.) */
export function newId(): string {
  return v7();
}

export function isId(value: string): boolean {
  return validate(value);
}
