import type { IncomingMessage } from 'node:http';

const maxByteSize = 1024 ** 3;
const maxMilliseconds = 15_000;

/**
 * Reads and forgets the rest of a refused body. Many clients look for the answer only when they have sent everything:
 * to them a closed connection would be a riddle. There is an end to this courtesy, too.
 */
export function drain(message: IncomingMessage): void {
  let left = maxByteSize;
  const stop = setTimeout(() => message.destroy(), maxMilliseconds);
  stop.unref();
  message.on('data', (bytes: Buffer) => {
    left -= bytes.length;
    if (left < 0) message.destroy();
  });
  message.on('error', () => undefined);
  message.once('close', () => clearTimeout(stop));
  message.resume();
}
