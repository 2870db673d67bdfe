import type { ChildProcess } from 'node:child_process';
import { projectScript } from '#system/project-files.ts';
import { limitMemory } from '../limit-memory.ts';
import { imageLimits } from '../limits.ts';
import { spawnLimited, wasStopped } from '../run-tool.ts';
import { Unreadable } from '../unreadable.ts';
import {
  type ImageAnswer,
  type ImageSize,
  type ImageSource,
  type ImageTask,
  type ImageTasks,
  type Picture,
  ready,
  type ShrinkOptions,
} from './image-request.ts';

/** Returns the upright size of an image from its header. An animated image has the size of its first frame. */
export function measureImage(source: ImageSource, contentType: string, signal: AbortSignal): Promise<ImageSize> {
  return ask('measure', { source, contentType }, signal);
}

/** Returns the upright size of an image that cannot be decoded here, or null if its header has no size. */
export function measureHeader(path: string, contentType: string, signal: AbortSignal): Promise<ImageSize | null> {
  return ask('header', { path, contentType }, signal);
}

/** Returns a WebP of an image, upright and in sRGB, that fits into a square. A smaller image keeps its size. */
export function shrinkImage(
  source: ImageSource,
  contentType: string,
  options: ShrinkOptions,
  signal: AbortSignal,
): Promise<Picture> {
  return ask('shrink', { source, contentType, ...options }, signal);
}

/** Returns the amount of detail in a picture: 0 for one plain colour. */
export function contrastOf(source: Uint8Array, signal: AbortSignal): Promise<number> {
  return ask('contrast', { source }, signal);
}

/** Returns the ThumbHash of a picture. */
export function thumbhashOf(source: Uint8Array, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
  return ask('thumbhash', { source }, signal);
}

const idleMilliseconds = 10_000;
/** Number of images after which a process is replaced, because decoders do not free all memory. */
const maxRequests = 500;

interface IdleProcess {
  child: ChildProcess;
  requestCount: number;
  expiry: NodeJS.Timeout;
}

/** Processes that have loaded their decoders. */
const started = new WeakSet<ChildProcess>();

/** Processes that wait for the next image. Each reads one image at a time. */
const idle: IdleProcess[] = [];

/** Runs a task in a separate process, whose time and memory are limited. */
async function ask<Task extends ImageTask>(
  task: Task,
  input: ImageTasks[Task]['input'],
  signal: AbortSignal,
): Promise<ImageTasks[Task]['output']> {
  signal.throwIfAborted();
  const { child, requestCount } = take();
  const answer = await new Promise<ImageAnswer>((resolve, reject) => {
    let details = '';
    const takeDetails = (chunk: Buffer) => (details = (details + chunk.toString()).slice(-4_000));
    const fail = (error: Error) => {
      child.kill('SIGKILL');
      settle(() => reject(error));
    };
    const timer = setTimeout(() => fail(new Unreadable('TOO_SLOW')), imageLimits.wallSeconds * 1_000);
    const memory = limitMemory(child, imageLimits.memoryByteSize, () => fail(new Unreadable('TOO_MUCH_MEMORY')));
    const stop = () => fail(new Error('The worker is stopping.'));
    const receive = (message: ImageAnswer | typeof ready) => {
      if (message === ready) started.add(child);
      else settle(() => resolve(message));
    };
    const end = (code: number | null, killedBy: NodeJS.Signals | null) =>
      settle(() => reject(failureOfProcess(child, details, code, killedBy)));
    const settle = (outcome: () => void) => {
      clearTimeout(timer);
      memory.stop();
      signal.removeEventListener('abort', stop);
      child.off('message', receive).off('exit', end).off('error', fail);
      child.stderr?.off('data', takeDetails);
      outcome();
    };
    signal.addEventListener('abort', stop, { once: true });
    child.on('message', receive).once('exit', end).once('error', fail);
    child.stderr?.on('data', takeDetails);
    child.send({ task, input }, (error) => error && fail(error));
  });
  giveBack(child, requestCount + 1);
  if ('output' in answer) return answer.output;
  if ('reason' in answer) throw new Unreadable(answer.reason, { cause: new Error(answer.details) });
  throw new Error(`The image process failed: ${answer.error}`);
}

/**
 * Returns the failure of an image whose process has ended. A decoder that crashes, or cannot allocate memory, ends the
 * process. If the process did not start, or was stopped, the image is not the reason.
 */
function failureOfProcess(
  child: ChildProcess,
  details: string,
  code: number | null,
  killedBy: NodeJS.Signals | null,
): Error {
  const cause = new Error(`The image process ended with ${code ?? killedBy}: ${details}`);
  if (!started.has(child) || wasStopped(code, killedBy)) return cause;
  const isOutOfMemory = /memory|bad_alloc|allocat/i.test(details);
  return new Unreadable(isOutOfMemory ? 'TOO_MUCH_MEMORY' : 'PROCESS_ENDED', { cause });
}

function take(): Omit<IdleProcess, 'expiry'> {
  for (let waiting = idle.pop(); waiting; waiting = idle.pop()) {
    clearTimeout(waiting.expiry);
    // A process that was just killed counts as connected until its exit is noticed.
    if (waiting.child.connected && !waiting.child.killed) {
      hold(waiting.child, true);
      return waiting;
    }
  }
  const { execArgv, script } = projectScript('server/media/images/read-images');
  const { memoryByteSize } = imageLimits;
  const child = spawnLimited(
    process.execPath,
    [...execArgv, script],
    { memoryByteSize },
    { ipc: true, isUrgent: true },
  );
  child.on('error', () => {}); // an error of an idle process
  return { child, requestCount: 0 };
}

function giveBack(child: ChildProcess, requestCount: number): void {
  if (!child.connected || requestCount >= maxRequests) return void child.kill('SIGKILL');
  hold(child, false);
  const expiry = setTimeout(() => child.kill('SIGKILL'), idleMilliseconds);
  expiry.unref();
  idle.push({ child, requestCount, expiry });
}

/** Sets whether a process keeps this one running. An idle one ends with it, because their channel closes. */
function hold(child: ChildProcess, isHeld: boolean): void {
  const method = isHeld ? 'ref' : 'unref';
  child[method]();
  child.channel?.[method]();
  (child.stderr as { ref?(): void; unref?(): void } | null)?.[method]?.();
}
