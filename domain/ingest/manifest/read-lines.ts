import { isUtf8 } from 'node:buffer';
import { type FormProblem, findFormProblem } from '#formats/manifest/find-form-problem.ts';
import { StorageUnavailable } from '../../errors.ts';

/** A line of text, or the reason why the line is invalid. Lines are counted from 1. */
export type TextLine =
  | { line: number; text: string }
  | { line: number; wrong: 'LINE_TOO_LONG' | 'INVALID_UTF8' }
  | { line: number; form: FormProblem };

const lineFeed = 0x0a;
const silenceMilliseconds = 30_000;

/**
 * Yields the lines of a stream of bytes, with only a line or two in memory. Lines end with LF or CRLF. A byte order
 * mark and blank lines are skipped, but blank lines are counted. The first other line may show that the file is not a
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
    // For a line that is too long, only the size is kept.
    if (rest.length > 0 && begunSize <= lineByteSize) begun.push(Buffer.from(rest));
    begunSize += rest.length;
    if (lines.length > 0) yield lines;
  }
  if (begunSize > 0) yield take(Buffer.alloc(0));
}

/** Throws `StorageUnavailable` if the stream breaks or is silent for 30 seconds. */
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
    // Not awaited: it may never settle if the stream hangs.
    void iterator.return?.().catch(() => {});
  }
}
