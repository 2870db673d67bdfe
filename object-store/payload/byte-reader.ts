import { S3Error } from '../protocol/s3-error.ts';

const maxLineByteSize = 8 * 1024;

/** Reads lines and given numbers of bytes from a stream. At most one chunk of the stream is in memory. */
export class ByteReader {
  readonly #source: AsyncIterator<Buffer>;
  #buffered: Buffer = Buffer.alloc(0);

  constructor(source: AsyncIterable<Buffer>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** Reads up to the next CR LF. Returns the text before it. */
  async line(): Promise<string> {
    let end = this.#buffered.indexOf('\r\n');
    while (end < 0) {
      if (this.#buffered.length > maxLineByteSize || !(await this.#more())) throw endsTooEarly();
      end = this.#buffered.indexOf('\r\n');
    }
    const line = this.#buffered.toString('latin1', 0, end);
    this.#buffered = this.#buffered.subarray(end + 2);
    return line;
  }

  async emptyLine(): Promise<void> {
    if ((await this.line()) !== '') throw endsTooEarly();
  }

  async *bytes(count: number): AsyncGenerator<Buffer> {
    let left = count;
    while (left > 0) {
      if (this.#buffered.length === 0 && !(await this.#more())) throw endsTooEarly();
      const piece = this.#buffered.subarray(0, left);
      this.#buffered = this.#buffered.subarray(piece.length);
      left -= piece.length;
      if (piece.length > 0) yield piece;
    }
  }

  async ended(): Promise<boolean> {
    return this.#buffered.length === 0 && !(await this.#more());
  }

  async #more(): Promise<boolean> {
    const next = await this.#source.next();
    if (next.done) return false;
    this.#buffered = this.#buffered.length === 0 ? next.value : Buffer.concat([this.#buffered, next.value]);
    return true;
  }
}

function endsTooEarly(): S3Error {
  return new S3Error('IncompleteBody', 'The body is not framed as aws-chunked, or it ends too early.');
}
