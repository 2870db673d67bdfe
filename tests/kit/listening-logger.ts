import { Writable } from 'node:stream';
import { type Logger, pino } from 'pino';

/** Returns a logger, and the list of lines that it writes. */
export function listeningLogger(): { logger: Logger; lines: string[] } {
  const lines: string[] = [];
  const sink = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  return { logger: pino({ level: 'trace' }, sink), lines };
}
