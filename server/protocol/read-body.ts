import type { IncomingMessage } from 'node:http';

/** Error for a body that is larger than the limit. */
export class BodyTooLarge extends Error {
  readonly limit: number;
  readonly receivedByteSize: number;
  constructor(limit: number, receivedByteSize: number) {
    super(`The body of a request can have at most ${limit} bytes. Send smaller requests.`);
    this.limit = limit;
    this.receivedByteSize = receivedByteSize;
  }
}

/**
 * Returns the whole body of a request. Throws when the received bytes exceed the limit, whatever the declared length.
 * Errors that `onReceived` throws are passed on.
 */
export function readBody(
  request: IncomingMessage,
  limit: number,
  onReceived?: (byteSizeBefore: number, byteSize: number) => void,
): Promise<Buffer<ArrayBuffer>> {
  return new Promise((resolve, reject) => {
    if (Number(request.headers['content-length'] ?? 0) > limit) throw new BodyTooLarge(limit, 0);
    const chunks: Buffer[] = [];
    let byteSize = 0;
    request.on('data', (chunk: Buffer) => {
      const before = byteSize;
      byteSize += chunk.length;
      try {
        onReceived?.(before, byteSize);
      } catch (error) {
        request.pause();
        reject(error);
        return;
      }
      if (byteSize <= limit) chunks.push(chunk);
      else reject(new BodyTooLarge(limit, byteSize));
    });
    request.once('end', () => resolve(Buffer.concat(chunks)));
    request.once('error', reject);
    request.once('close', () => {
      if (!request.complete) reject(new Error('The client disconnected before it had sent the whole body.'));
    });
  });
}
