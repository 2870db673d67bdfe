import { existsSync, rmSync } from 'node:fs';
import type { Server } from 'node:net';
import { ask, close, errorCode, type Holder, hold, kernelName, socketPath } from './lock-socket.ts';
import { makeFolder } from './make-folder.ts';

export type DataLock = {
  /** Publishes the URL of this process for other processes that try to lock the folder. */
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

/** This user has no right to create or write the folder. The message says what to do. */
export class FolderNotWritable extends Error {
  constructor(directory: string, options: ErrorOptions) {
    super(
      `This user cannot write to ${directory}. Start Vitrine as the owner of the folder, or use another folder.`,
      options,
    );
    this.name = 'FolderNotWritable';
  }
}

/**
 * Locks the folder for this process until it releases the lock or ends.
 *
 * The lock is a listening socket, so the kernel releases it with the process. After kill -9 no stale lock remains, and
 * a reused process id cannot look like the holder. A process that connects to the socket receives the holder's pid and
 * URL.
 */
export async function lockDataFolder(directory: string): Promise<DataLock> {
  const holder: Holder = { pid: process.pid, url: null };
  const servers: Server[] = [];
  const release = async () => {
    await Promise.all(servers.splice(0).map(close));
  };

  try {
    makeFolder(directory);
    const name = kernelName(directory);
    if (name !== null) servers.push(await hold(name, holder));
    if (process.platform !== 'win32') {
      const path = socketPath(directory);
      // The socket file was left by a process that ended, or belongs to one that runs. Other containers have other
      // kernel names, but they share a socket in a shared folder.
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
    if (['EACCES', 'EPERM', 'EROFS'].includes(errorCode(error) ?? '')) {
      throw new FolderNotWritable(directory, { cause: error });
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

/** Returns the process that holds the folder now, or null. */
export async function findHolder(directory: string): Promise<Holder | null> {
  if (!existsSync(directory)) return null;
  const name = kernelName(directory);
  const held = name === null ? null : await ask(name);
  if (held !== null || process.platform === 'win32') return held;
  const path = socketPath(directory);
  return existsSync(path) ? ask(path) : null;
}

/** Returns whether a folder cannot hold sockets. Some shared and network folders hold only files. */
function refusesSockets(error: unknown): boolean {
  return ['ENOTSUP', 'EOPNOTSUPP', 'EPERM', 'EINVAL', 'ENOSYS'].includes(errorCode(error) ?? '');
}
