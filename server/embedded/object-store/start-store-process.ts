import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { projectFolder, serverScript } from '../../project-files.ts';
import type { ObjectStoreOptions } from './start-object-store.ts';

export type StoreProcessOptions = Omit<ObjectStoreOptions, 'now' | 'onError'>;

/** Takes what the process writes or what happens to it. */
export type Report = (message: string, details: { error?: unknown; output?: string }) => void;

/** What the process of a store is told, and what it answers to the first. */
export type StoreOrder = { open: StoreProcessOptions } | { close: true };
export type StoreAnswer = { port: number } | { failure: { message: string; code?: string } };

export interface StoreProcess {
  port: number;
  /** Takes no more requests, waits a moment for those that run, and ends. */
  close(): Promise<void>;
}

const pauseMilliseconds = 250;

/**
 * Starts the embedded object store in a process of its own, so that neither waits for the other's work: taking files is
 * bound by the disk and by digests, and so many of them would make every query wait. Should it end by itself, it is
 * started again at the same port. It does not outlive this process.
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
        report('The object store has ended by itself. Starting it again.', {});
        await sleep(pauseMilliseconds, undefined, { ref: false, signal }).catch(() => {});
        if (signal.aborted) return;
        running = await open({ ...options, port }, report).catch((error: unknown) => {
          report('The object store does not start.', { error });
          return running;
        });
      }
    }
    // One that was started while the store was closed.
    await end(running.child);
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  const exited = once(child, 'exit');
  child.send({ close: true } satisfies StoreOrder, () => {}); // one that is ending cannot be told
  await exited;
}

async function open(options: StoreProcessOptions, report: Report): Promise<{ child: ChildProcess; port: number }> {
  const { execArgv, script } = serverScript('embedded/object-store/store-process');
  const child = fork(script, {
    cwd: projectFolder,
    execArgv,
    detached: true, // a group of its own: Ctrl-C is for us, and we say when the store ends
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'], // its lines go to the log, which has a form of its own
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
