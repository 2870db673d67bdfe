import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export type Holder = { pid: number | null; url: string | null };

export type DataLock = {
  /** Tells those who come later where this process can be reached. */
  announce: (url: string) => void;
  release: () => Promise<void>;
};

/** Another living process holds the folder. */
export class AlreadyRunning extends Error {
  readonly directory: string;
  readonly holder: Holder;

  constructor(directory: string, holder: Holder) {
    const who = [holder.pid === null ? null : `pid ${holder.pid}`, holder.url].filter((fact) => fact !== null);
    super(`Vitrine is already running here${who.length > 0 ? ` (${who.join(', ')})` : ''}: ${directory} is in use.`);
    this.name = 'AlreadyRunning';
    this.directory = directory;
    this.holder = holder;
  }
}

/**
 * Makes this process the only one that works in the folder, until it releases it or dies.
 *
 * The lock is a listening socket, so the kernel drops it with the process: after kill -9 nothing stale is left to
 * judge, and a reused process id cannot be mistaken for the holder. Who connects is told who holds the lock.
 */
export async function lockDataFolder(directory: string): Promise<DataLock> {
  mkdirSync(directory, { recursive: true });
  const holder: Holder = { pid: process.pid, url: null };
  const servers: Server[] = [];
  const release = async () => {
    await Promise.all(servers.splice(0).map(close));
  };

  try {
    const name = kernelName(directory);
    if (name !== null) servers.push(await hold(name, holder));
    if (process.platform !== 'win32') {
      const path = socketPath(directory);
      // Left by a process that died, or answered by one that lives: in another container the kernel's names are
      // others, but a socket in a shared folder is the same.
      if (existsSync(path)) {
        const other = await ask(path);
        if (other !== null) throw new AlreadyRunning(directory, other);
        rmSync(path, { force: true });
      }
      const server = await hold(path, holder).catch((error: unknown) => {
        if (name !== null && refusesSockets(error)) return null;
        throw error;
      });
      if (server !== null) servers.push(server);
    }
  } catch (error) {
    await release();
    if (errorCode(error) === 'EADDRINUSE') {
      throw new AlreadyRunning(directory, (await findHolder(directory)) ?? { pid: null, url: null });
    }
    if (errorCode(error) === 'EACCES') {
      throw new Error(`${directory} belongs to another user. Start Vitrine as that user, or give it another folder.`, {
        cause: error,
      });
    }
    throw error;
  }

  return {
    announce(url) {
      holder.url = url;
    },
    release,
  };
}

/** Who works in the folder right now, or null. */
export async function findHolder(directory: string): Promise<Holder | null> {
  if (!existsSync(directory)) return null;
  const name = kernelName(directory);
  const held = name === null ? null : await ask(name);
  if (held !== null || process.platform === 'win32') return held;
  const path = socketPath(directory);
  return existsSync(path) ? ask(path) : null;
}

/** A name the kernel gives to one process at a time and takes back when it dies; null where there is no such thing. */
function kernelName(directory: string): string | null {
  if (process.platform === 'linux') return `\0vitrine-${identify(directory)}`;
  if (process.platform === 'win32') return `\\\\.\\pipe\\vitrine-${identify(directory)}`;
  return null;
}

/** Beside the data, unless that path is longer than a socket address may be. */
function socketPath(directory: string): string {
  const path = join(resolve(directory), 'lock.sock');
  return Buffer.byteLength(path) < 100 ? path : join(tmpdir(), `vitrine-${identify(directory)}.sock`);
}

/** The folder itself, whatever path leads to it. */
function identify(directory: string): string {
  const { dev, ino } = statSync(directory, { bigint: true });
  return createHash('sha256').update(`${dev}:${ino}`).digest('hex').slice(0, 32);
}

function hold(address: string, holder: Holder): Promise<Server> {
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.end(JSON.stringify(holder));
  });
  server.unref();
  return new Promise((done, failed) => {
    server.once('error', failed);
    server.listen(address, () => done(server));
  });
}

/** Null when nobody listens. A holder too busy to answer is still a holder. */
function ask(address: string): Promise<Holder | null> {
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

function close(server: Server): Promise<void> {
  return new Promise((done) => {
    server.close(() => done());
  });
}

/** Some shared and network folders hold files only. */
function refusesSockets(error: unknown): boolean {
  return ['ENOTSUP', 'EOPNOTSUPP', 'EPERM', 'EINVAL', 'ENOSYS'].includes(errorCode(error) ?? '');
}

function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}
