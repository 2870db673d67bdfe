import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { projectFolder, projectScript } from '#system/project-files.ts';
import type { ObjectStoreOptions } from './start-object-store.ts';

export type StoreProcessOptions = Omit<ObjectStoreOptions, 'now' | 'onError'>;

/** Function that receives messages about the process and the lines of its output. */
export type Report = (message: string, details: { error?: unknown; output?: string }) => void;

/** Messages to the process of a store. It responds only to the first. */
export type StoreOrder = { open: StoreProcessOptions } | { close: true };
export type StoreAnswer = { port: number } | { failure: { message: string; code?: string } };

export interface StoreProcess {
  port: number;
  /** Stops accepting requests, waits a short time for running requests, and stops the process. */
  close(): Promise<void>;
}

const pauseMilliseconds = 250;

/**
 * Starts the embedded object store in a separate process. Receiving files needs much disk and CPU time (digests), which
 * would delay all queries in this process. If the store process crashes, it is started again on the same port. It ends
 * together with this process.
 */
export async function startStoreProcess(
  options: StoreProcessOptions,
  report: Report = (message, details) => console.error(message, details),
): Promise<StoreProcess> {
  const closing = new AbortController();
  const { signal } = closing;
  let running = await open(options, report);
  const { port } = running;
  const kept = keep();
  return {
    port,
    async close() {
      closing.abort();
      await end(running.child);
      await kept;
    },
  };

  async function keep(): Promise<void> {
    while (!signal.aborted) {
      if (!hasEnded(running.child)) await once(running.child, 'exit');
      while (!signal.aborted && hasEnded(running.child)) {
        report('The object store stopped unexpectedly. It is being restarted.', {});
        await sleep(pauseMilliseconds, undefined, { ref: false, signal }).catch(() => {});
        if (signal.aborted) return;
        running = await open({ ...options, port }, report).catch((error: unknown) => {
          report('The object store cannot be started.', { error });
          return running;
        });
      }
    }
    // The store was closed while a new process was starting, so that process must end too.
    await end(running.child);
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  const exited = once(child, 'exit');
  child.send({ close: true } satisfies StoreOrder, () => {}); // a process that is ending may not receive the order
  await exited;
}

async function open(options: StoreProcessOptions, report: Report): Promise<{ child: ChildProcess; port: number }> {
  const { execArgv, script } = projectScript('object-store/store-process');
  const child = fork(script, {
    cwd: projectFolder,
    execArgv,
    detached: true, // a separate process group: Ctrl-C reaches only this process, which then stops the store
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'], // the lines of the store go to the log of this process, in its format
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => report('The object store says:', { output: chunk.toString().trim() }));
    if (stream && 'unref' in stream && typeof stream.unref === 'function') stream.unref();
  }
  const answered = once(child, 'message') as Promise<[StoreAnswer]>;
  const failed = once(child, 'exit').then(([code, signal]): [StoreAnswer] => [
    { failure: { message: `The object store's process ended at once (${signal ?? code}).` } },
  ]);
  child.send({ open: { ...options, directory: resolve(options.directory) } } satisfies StoreOrder);
  const [answer] = await Promise.race([answered, failed]);
  if ('failure' in answer) {
    child.kill();
    const { message, code } = answer.failure;
    throw Object.assign(new Error(message), { code });
  }
  child.unref();
  child.channel?.unref();
  return { child, port: answer.port };
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}
