import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** The holder of a folder, as far as it is known. */
export type Holder = { pid: number | null; url: string | null };

/**
 * Returns a name that the kernel gives to one process at a time and releases when that process ends. Null if the system
 * has no such names.
 */
export function kernelName(directory: string): string | null {
  if (process.platform === 'linux') return `\0vitrine-${identify(directory)}`;
  if (process.platform === 'win32') return `\\\\.\\pipe\\vitrine-${identify(directory)}`;
  return null;
}

/** Returns the path of a socket beside the data, unless that path is too long for a socket address. */
export function socketPath(directory: string): string {
  const path = join(resolve(directory), 'lock.sock');
  return Buffer.byteLength(path) < 100 ? path : join(tmpdir(), `vitrine-${identify(directory)}.sock`);
}

/** Identifies the folder itself, whichever path leads to it. */
function identify(directory: string): string {
  const { dev, ino } = statSync(directory, { bigint: true });
  return createHash('sha256').update(`${dev}:${ino}`).digest('hex').slice(0, 32);
}

export function hold(address: string, holder: Holder): Promise<Server> {
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.end(JSON.stringify(holder), () => socket.destroy());
  });
  server.unref();
  return new Promise((done, failed) => {
    server.once('error', failed);
    // Every user who may enter the folder may connect. A socket that root left there must not stop a normal user.
    const isFile = !/^(\0|\\\\\.\\pipe)/.test(address);
    server.listen({ path: address, readableAll: isFile, writableAll: isFile }, () => done(server));
  });
}

/**
 * Returns the holder that listens at an address, or null if nothing listens. A process that is too busy to respond
 * still holds the lock.
 */
export function ask(address: string): Promise<Holder | null> {
  return new Promise((done, failed) => {
    let answer = '';
    const socket = connect(address);
    const finish = () => {
      socket.destroy();
      done(readHolder(answer));
    };
    socket.setTimeout(1000, finish);
    socket.setEncoding('utf8');
    socket.on('data', (text: string) => {
      answer += text;
    });
    socket.on('end', finish);
    socket.on('error', (error) => {
      const code = errorCode(error);
      if (code === 'ECONNREFUSED' || code === 'ENOENT' || code === 'ENOTSOCK') done(null);
      else if (code === 'EAGAIN' || code === 'ECONNRESET') finish();
      else failed(error);
    });
  });
}

function readHolder(answer: string): Holder {
  try {
    const { pid, url } = JSON.parse(answer) as Partial<Holder>;
    return { pid: pid ?? null, url: url ?? null };
  } catch {
    return { pid: null, url: null };
  }
}

export function close(server: Server): Promise<void> {
  return new Promise((done) => {
    server.close(() => done());
  });
}

export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}
