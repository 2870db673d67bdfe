import { createHash, hash } from 'node:crypto';

export function sha256(bytes: Uint8Array | string): string {
  return hash('sha256', bytes, 'hex');
}

export function sha256Base64(bytes: Uint8Array | string): string {
  return hash('sha256', bytes, 'base64');
}

export function md5Base64(bytes: Uint8Array | string): string {
  return createHash('md5').update(bytes).digest('base64');
}

/** Returns pseudo-random bytes, which are always the same for a name. */
export function bytesOf(name: string, byteSize: number): Buffer<ArrayBuffer> {
  const bytes = Buffer.alloc(byteSize);
  const pattern = hash('sha512', name, 'buffer');
  for (let offset = 0; offset < byteSize; offset += pattern.length) {
    pattern.writeUInt32LE(offset);
    pattern.copy(bytes, offset);
  }
  return bytes;
}
