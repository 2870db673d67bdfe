import { hash, randomBytes } from 'node:crypto';

/** A new secret of 256 random bits, in URL-safe characters. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored of a secret, and looked up by: its SHA-256. Secrets are random, so that no salt is needed. */
export function hashSecret(secret: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(hash('sha256', secret, 'buffer'));
}
