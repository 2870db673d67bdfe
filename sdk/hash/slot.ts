import { createHash } from 'node:crypto';
import type { FileState } from './file-state.ts';

/**
 * Size of a slot in bytes: 16 for the name (a digest of path and state), 32 for the SHA-256, and 8 for a checksum of
 * the slot.
 */
export const slotByteSize = 56;

export function nameOf(path: string, { byteSize, stamp }: FileState): Buffer {
  return createHash('sha256').update(`${byteSize}\0${stamp}\0${path}`).digest().subarray(0, 16);
}

export function slotOf(name: Buffer, sha256: Buffer): Buffer {
  const content = Buffer.concat([name, sha256]);
  return Buffer.concat([content, checkOf(content)]);
}

/** Returns whether a slot contains a complete entry, by its checksum. */
export function isWhole(slot: Buffer): boolean {
  if (slot.byteLength < slotByteSize || slot.readBigUInt64LE(48) === 0n) return false; // Most slots are empty.
  return checkOf(slot.subarray(0, 48)).equals(slot.subarray(48));
}

function checkOf(content: Buffer): Buffer {
  return createHash('sha256').update(content).digest().subarray(0, 8);
}
