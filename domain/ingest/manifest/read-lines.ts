import { isUtf8 } from 'node:buffer';
import { type FormProblem, findFormProblem } from '#formats/manifest/find-form-problem.ts';
import { StorageUnavailable } from '../../errors.ts';

/** A line of text, or the reason why the line is invalid. The first line has number 1. */
export type TextLine =
  | { line: number; text: string }
  | { line: number; wrong: 'LINE_TOO_LONG' | 'INVALID_UTF8' }
  | { line: number; form: FormProblem };

const lineFeed = 0x0a;
const silenceMilliseconds = 30_000;

/**
 * Yields the lines of a stream of bytes, with at most two lines in memory. A line ends with LF or CRLF. Skips a byte
 * order mark and blank lines, but counts blank lines. The first line that is not blank may show that the file is not a
 * manifest.
 */
export async function* readLines(source: AsyncIterable<unknown>, lineByteSize: number): AsyncGenerator<TextLine[]> {
  let line = 0;
  let begun: Buffer[] = [];
  let begunSize = 0;
  let isBegun = false;
  const take = (end: Buffer): TextLine[] => {
    line += 1;
    const size = begunSize + end.length;
    const bytes = begun.length === 0 ? end : Buffer.concat([...begun, end]);
    begun = [];
    begunSize = 0;
    if (size > lineByteSize) return [{ line, wrong: 'LINE_TOO_LONG' }];
    const form = isBegun ? null : findFormProblem(bytes);
    if (form) return [{ line, form }];
    if (!isUtf8(bytes)) return [{ line, wrong: 'INVALID_UTF8' }];
    const raw = bytes.toString('utf8');
    const text = (line === 1 && raw.startsWith('\uFEFF') ? raw.slice(1) : raw).trim();
    if (text === '') return [];
    isBegun = true;
    return [{ line, text }];
  };
  for await (const piece of promptly(source)) {
    const chunk = piece as Buffer;
    const lines: TextLine[] = [];
    let from = 0;
    for (let end = chunk.indexOf(lineFeed); end !== -1; end = chunk.indexOf(lineFeed, from)) {
      lines.push(...take(chunk.subarray(from, end)));
      from = end + 1;
    }
    const rest = chunk.subarray(from);
    // The text of a line that is too long is dropped. Only its size is counted.
    if (rest.length > 0 && begunSize <= lineByteSize) begun.push(Buffer.from(rest));
    begunSize += rest.length;
    if (lines.length > 0) yield lines;
  }
  if (begunSize > 0) yield take(Buffer.alloc(0));
}

/**
 * Yields the chunks of the stream. Throws `StorageUnavailable` if the stream fails or delivers nothing for 30 seconds.
 */
async function* promptly(source: AsyncIterable<unknown>): AsyncGenerator {
  const iterator = source[Symbol.asyncIterator]();
  try {
    for (;;) {
      let timer: NodeJS.Timeout | undefined;
      const silence = new Promise<never>((_resolve, reject) => {
        timer = setTimeout(() => reject(new Error('Nothing came for 30 s.')), silenceMilliseconds);
      });
      const next = await Promise.race([iterator.next(), silence])
        .catch((error: unknown) => {
          throw new StorageUnavailable({ cause: error });
        })
        .finally(() => clearTimeout(timer));
      if (next.done) return;
      yield next.value;
    }
  } finally {
    // Not awaited, because it never settles if the stream hangs.
    void iterator.return?.().catch(() => {});
  }
}
