import type { IncomingMessage } from 'node:http';

const maxByteSize = 1024 ** 3;
const maxMilliseconds = 15_000;

/**
 * Reads and discards the rest of the body of a rejected request, up to a limit. Many clients read the response only
 * after they have sent the whole body. If the connection were closed, they would not see the error.
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
