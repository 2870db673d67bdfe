import type { IncomingMessage } from 'node:http';

/** The body is larger than the server takes. */
export class BodyTooLarge extends Error {
  readonly limit: number;
  constructor(limit: number) {
    super(`The body of a request is at most ${limit} bytes.`);
    this.limit = limit;
  }
}

/** The whole body of a request, refused as soon as it is seen to be longer than the limit, whatever it said of its length. */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer<ArrayBuffer>> {
  if (Number(request.headers['content-length'] ?? 0) > limit) throw new BodyTooLarge(limit);
  const chunks: Buffer[] = [];
  let byteSize = 0;
  for await (const chunk of request) {
    byteSize += (chunk as Buffer).length;
    if (byteSize > limit) throw new BodyTooLarge(limit);
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}
