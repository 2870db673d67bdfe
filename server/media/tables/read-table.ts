import { projectScript } from '#system/project-files.ts';
import { limitMemory } from '../limit-memory.ts';
import { processLimits } from '../limits.ts';
import { spawnLimited, wasStopped } from '../run-tool.ts';
import { Unreadable } from '../unreadable.ts';
import type { FoundRange, ReadTable, TableMessage, TableRequest, WantedRange } from './table-request.ts';

const maxHeapMegabytes = 1_024;
/** Maximum size of one range. Larger ones come only from a process that has gone wrong. */
const maxRangeByteSize = 256 * 1024 ** 2;

/** Reads a table in a separate process, whose time and memory are limited. `range` reads bytes of the file. */
export async function readTable(
  request: TableRequest,
  range: (start: number, end: number) => Promise<Uint8Array>,
  signal: AbortSignal,
): Promise<ReadTable> {
  signal.throwIfAborted();
  const { execArgv, script } = projectScript('server/media/tables/table-process');
  const args = [`--max-old-space-size=${maxHeapMegabytes}`, ...execArgv, script];
  const child = spawnLimited(process.execPath, args, processLimits.table, { ipc: true });
  return new Promise((resolve, reject) => {
    let details = '';
    const settle = (outcome: () => void) => {
      clearTimeout(timer);
      memory.stop();
      signal.removeEventListener('abort', stop);
      child.removeAllListeners('message').removeAllListeners('exit');
      child.kill('SIGKILL');
      outcome();
    };
    const fail = (error: unknown) => settle(() => reject(error));
    const stop = () => fail(new Error('The worker is stopping.'));
    const timer = setTimeout(() => fail(new Unreadable('TOO_SLOW')), processLimits.table.wallSeconds * 1_000);
    const memory = limitMemory(child, processLimits.table.memoryByteSize, () =>
      fail(new Unreadable('TOO_MUCH_MEMORY')),
    );
    const give = async ({ id, start, end }: WantedRange) => {
      const isValid = 0 <= start && start <= end && end <= request.byteSize && end - start <= maxRangeByteSize;
      if (!isValid) throw new Error(`The table process asked for the bytes ${start} to ${end}.`);
      child.send({ id, bytes: await range(start, end) } satisfies FoundRange);
    };
    signal.addEventListener('abort', stop, { once: true });
    child.stderr?.on('data', (chunk: Buffer) => (details = (details + chunk.toString()).slice(-4_000)));
    child.on('error', fail);
    child.on('message', (message: TableMessage) => {
      if ('range' in message) give(message.range).catch(fail);
      else if ('table' in message) settle(() => resolve(message.table));
      else if ('fault' in message) fail(new Unreadable(message.fault, { cause: new Error(message.details) }));
      else fail(new Error(`The table process failed: ${message.error}`));
    });
    child.on('exit', (code, killedBy) => fail(failureOf(code, killedBy, details)));
    child.send(request);
  });
}

function failureOf(code: number | null, killedBy: NodeJS.Signals | null, details: string): Error {
  const cause = new Error(`The table process ended with ${code ?? killedBy}: ${details}`);
  // Node ends with 1 if it cannot load the program, which says nothing about the file.
  if (wasStopped(code, killedBy) || code === 1) return cause;
  if (killedBy === 'SIGXCPU' || killedBy === 'SIGKILL') return new Unreadable('TOO_SLOW', { cause });
  const isOutOfMemory = /memory|allocat/i.test(details);
  return new Unreadable(isOutOfMemory ? 'TOO_MUCH_MEMORY' : 'PROCESS_ENDED', { cause });
}
