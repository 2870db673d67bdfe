import { looksBinary } from '../decode-text.ts';
import type { Cell } from './table-file.ts';

/** Maximum number of bytes that are checked to distinguish text from binary data. */
const sniffedByteSize = 100_000;

/** Returns a cell as text. Returns null for a missing value. */
export function textOfCell(value: Cell): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return value;
  if (value instanceof Uint8Array) return textOfBytes(value) ?? hexOf(value);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString();
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') return String(value);
  return jsonOfCell(value);
}

/** Returns a list or an object as JSON. Large integers keep all their digits. */
export function jsonOfCell(value: Cell, indent?: number): string {
  return JSON.stringify(plainOf(value), null, indent) ?? '';
}

/** Converts a value to one that JSON can represent. */
export function plainOf(value: Cell): unknown {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (value instanceof Uint8Array || value instanceof Date) return textOfCell(value);
  if (Array.isArray(value) || ArrayBuffer.isView(value)) return Array.from(value as ArrayLike<unknown>, plainOf);
  if (typeof value !== 'object' || value === null) return value ?? null;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, plainOf(member)]));
}

/** Returns bytes as text, because many programs store texts in columns of bytes. Returns null if they are not text. */
function textOfBytes(bytes: Uint8Array): string | null {
  try {
    if (looksBinary(bytes.subarray(0, sniffedByteSize))) return null;
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

const maxHexBytes = 64;

function hexOf(bytes: Uint8Array): string {
  const digits = Array.from(bytes.subarray(0, maxHexBytes), (byte) => byte.toString(16).padStart(2, '0')).join(' ');
  return bytes.length > maxHexBytes ? `${digits} …` : digits;
}
