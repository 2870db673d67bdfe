import { VitrineError } from '../errors.ts';

/** Thrown if a response has more bytes than the limit. */
export class AnswerTooLarge extends VitrineError {
  constructor(byteSize: number) {
    super('INVALID_ANSWER', `The server sent a response of more than ${byteSize.toLocaleString('en')} bytes.`, {
      hint: 'Check that the endpoint is a Vitrine server you trust.',
    });
  }
}

/** Returns the text of a response. Throws as soon as it is longer than the limit. */
export async function readBody(response: Response, byteSize: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of readChunks(response, byteSize)) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

/**
 * Yields the bytes of a response as they arrive. Rejects with `AnswerTooLarge` before it yields more than the limit.
 */
export async function* readChunks(response: Response, byteSize: number): AsyncGenerator<Uint8Array> {
  let read = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    read += chunk.byteLength;
    if (read > byteSize) throw new AnswerTooLarge(byteSize);
    yield chunk;
  }
}
