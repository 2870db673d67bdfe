import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { readLines } from './read-lines.ts';

/** List of any length that is stored in a file, with one JSON value per line. */
export interface Spool<Row> {
  add(row: Row): Promise<void>;
  /** Adds a blank line, so that later rows have the right line numbers. */
  addBlankLine(): Promise<void>;
  /** Resolves after all rows are written. No row may be added afterwards. */
  end(): Promise<void>;
  rows(): AsyncGenerator<Row>;
}

const heldCharacters = 64 * 1024;

/** Creates an empty spool in a new file. */
export function createSpool<Row>(file: string): Spool<Row> {
  const stream = createWriteStream(file, { flags: 'wx', mode: 0o600 });
  const closed = finished(stream);
  closed.catch(() => {}); // add() and end() report the error.
  let held = '';
  const flush = async () => {
    const text = held;
    held = '';
    if (stream.errored) throw stream.errored;
    if (!stream.write(text)) await Promise.race([once(stream, 'drain'), closed]);
  };
  const write = async (line: string) => {
    held += `${line}\n`;
    if (held.length > heldCharacters) await flush();
  };
  return {
    add: (row) => write(JSON.stringify(row)),
    addBlankLine: () => write(''),
    end: async () => {
      await flush();
      stream.end();
      await closed;
    },
    rows: () => readRows<Row>(file),
  };
}

/** Yields the rows of a completed spool. */
export async function* readRows<Row>(file: string): AsyncGenerator<Row> {
  for await (const line of readLines(createReadStream(file))) {
    if (line && line.byteLength > 0) yield JSON.parse(line.toString('utf8')) as Row;
  }
}
