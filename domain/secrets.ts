import { hash, randomBytes } from 'node:crypto';

/** Returns a new secret of 256 random bits, in URL-safe characters. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/**
 * Returns the SHA-256 of a secret. Only this hash is stored, and lookups use it. Secrets are random, so no salt is
 * needed.
 */
export function hashSecret(secret: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(hash('sha256', secret, 'buffer'));
}
