import { type ChildProcess, spawn } from 'node:child_process';
import { setPriority } from 'node:os';
import { endWithThisProcess } from './end-with-this-process.ts';
import { limitMemory } from './limit-memory.ts';
import type { ProcessLimits } from './limits.ts';
import { Unreadable, type UnreadableCause } from './unreadable.ts';

export interface ToolOptions {
  /** Aborted when the worker must stop. */
  signal: AbortSignal;
  limits: ProcessLimits;
  /** Receives the output in pieces. Without it, the output is returned. */
  onOutput?: (chunk: Buffer) => void;
  /** Reasons for users if the program is missing, or if it fails by itself. */
  missing: UnreadableCause;
  failed: UnreadableCause;
}

/** A program ended with a failure. Its output may name files of the server, so it is only for the log. */
export class ToolFailed extends Unreadable {
  readonly output: string;
  readonly exitCode: number | null;
  constructor(reason: UnreadableCause, tool: string, output: string, exitCode: number | null) {
    super(reason, { cause: new Error(`${tool} ended with ${exitCode}: ${output}`) });
    this.output = output;
    this.exitCode = exitCode;
  }
}

const keptErrorLength = 4_000;
const niceness = 10;
/** Exit code of a shell that did not find the program. */
const notFound = 127;

/**
 * Runs a program on a file that is not trusted: with limits, an empty environment, no input and a low priority. Returns
 * its output. Throws `Unreadable` with the reason if it fails or reaches a limit.
 */
export async function runTool(tool: string, args: readonly string[], options: ToolOptions): Promise<Buffer> {
  const { signal, limits, onOutput, missing, failed } = options;
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const child = spawnLimited(tool, args, limits);
    const chunks: Buffer[] = [];
    let byteSize = 0;
    let errorOutput = '';
    let ending: Error | undefined;
    const end = (reason: Error) => {
      ending ??= reason;
      child.kill('SIGKILL');
    };
    const timer = setTimeout(() => end(new Unreadable('TOO_SLOW')), limits.wallSeconds * 1_000);
    const memory = limitMemory(child, limits.memoryByteSize, () => end(new Unreadable('TOO_MUCH_MEMORY')));
    const stop = () => end(new Error('The worker is stopping.'));
    signal.addEventListener('abort', stop, { once: true });

    child.stdout!.on('data', (chunk: Buffer) => {
      byteSize += chunk.byteLength;
      if (byteSize > limits.outputByteSize) return end(new Unreadable('TOO_MUCH_OUTPUT'));
      try {
        if (onOutput) onOutput(chunk);
        else chunks.push(chunk);
      } catch (error) {
        end(error instanceof Error ? error : new Error(String(error)));
      }
    });
    child.stderr!.on('data', (chunk: Buffer) => {
      errorOutput = shorten(errorOutput + chunk.toString());
    });
    const settle = (failure: Error | undefined) => {
      clearTimeout(timer);
      memory.stop();
      signal.removeEventListener('abort', stop);
      if (failure) reject(failure);
      else resolve(Buffer.concat(chunks));
    };
    child.on('error', (error: NodeJS.ErrnoException) => {
      settle(error.code === 'ENOENT' ? new Unreadable(missing) : error);
    });
    child.on('close', (code, killedBy) => {
      settle(ending ?? (code === 0 ? undefined : failureOf(code, killedBy)));
    });

    function failureOf(code: number | null, killedBy: NodeJS.Signals | null): Error {
      const details = errorOutput.trim();
      if (wasStopped(code, killedBy)) return new Error(`${tool} was stopped (${killedBy ?? code}): ${details}`);
      if (code === notFound) return new ToolFailed(missing, tool, details, code);
      if (killedBy === 'SIGXCPU' || killedBy === 'SIGKILL') return new ToolFailed('TOO_SLOW', tool, details, code);
      if (killedBy === 'SIGXFSZ' || /file too large/i.test(details)) {
        return new ToolFailed('TOO_MUCH_OUTPUT', tool, details, code);
      }
      const isOutOfMemory = /(cannot|could not) allocate memory|out of memory|bad_alloc|Allocation failed/i.test(
        details,
      );
      return new ToolFailed(isOutOfMemory ? 'TOO_MUCH_MEMORY' : failed, tool, details, code);
    }
  });
}

/** Keeps the beginning and the end of messages: the first ones often tell the cause of all others. */
function shorten(messages: string): string {
  const half = keptErrorLength / 2;
  return messages.length > keptErrorLength ? messages.slice(0, half) + messages.slice(-half) : messages;
}

/**
 * Returns whether another process stopped this program, as systemd and shutdowns do. That says nothing about the file,
 * so another attempt may succeed. ffmpeg catches these signals, and ends with 255.
 */
export function wasStopped(code: number | null, killedBy: NodeJS.Signals | null): boolean {
  return code === 255 || killedBy === 'SIGINT' || killedBy === 'SIGTERM' || killedBy === 'SIGHUP';
}

/**
 * Starts a program with the operating system's limits on processor time, memory and files, if available. It has a low
 * priority, unless it is urgent. Ctrl-C does not reach it. It ends with this process in any case.
 */
export function spawnLimited(
  tool: string,
  args: readonly string[],
  limits: Pick<ProcessLimits, 'memoryByteSize' | 'fileByteSize'> & { cpuSeconds?: number },
  { ipc = false, isUrgent = false }: { ipc?: boolean; isUrgent?: boolean } = {},
): ChildProcess {
  const { cpuSeconds, memoryByteSize, fileByteSize } = limits;
  const commands = [
    'ulimit -c 0',
    // In blocks of 512 bytes.
    ...(fileByteSize === undefined ? [] : [`ulimit -f ${Math.ceil(fileByteSize / 512)}`]),
    ...(cpuSeconds === undefined ? [] : [`ulimit -t ${cpuSeconds}`]),
    `ulimit -d ${Math.ceil(memoryByteSize / 1024)}`,
  ];
  // The program starts once it is certain that it ends with this process: if this one is killed before, no line comes.
  const script = `read -r _ || exit; ${commands.map((command) => `${command} 2>/dev/null`).join('; ')}; exec "$0" "$@" </dev/null`;
  const [command, commandArgs] =
    process.platform === 'win32' ? [tool, [...args]] : ['/bin/sh', ['-c', script, tool, ...args]];
  const input = process.platform === 'win32' ? 'ignore' : 'pipe';
  const child = spawn(command, commandArgs, {
    stdio: ipc ? [input, 'ignore', 'pipe', 'ipc'] : [input, 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'], LANG: 'C.UTF-8' },
    windowsHide: true,
    detached: process.platform !== 'win32', // a separate process group
    ...(ipc && { serialization: 'advanced' as const }),
  });
  endWithThisProcess(child);
  child.stdin?.on('error', () => undefined); // The shell has already ended, or was not found.
  child.stdin?.end('\n');
  child.on('spawn', () => {
    if (isUrgent) return;
    try {
      if (child.pid !== undefined) setPriority(child.pid, niceness);
    } catch {
      // The process has already ended.
    }
  });
  return child;
}
