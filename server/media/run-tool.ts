import { spawn } from 'node:child_process';
import { setPriority } from 'node:os';
import { Unreadable } from './unreadable.ts';

export interface ToolOptions {
  /** The worker's wish to stop. */
  signal: AbortSignal;
  timeoutSeconds: number;
  /** What people know the program by. */
  toolName?: string;
  /** More output than this is a failure; when it is given to `onOutput`, there is no such bound. */
  maxOutputByteSize?: number;
  /** Takes the output as it comes. */
  onOutput?: (chunk: Buffer) => void;
}

export class ToolMissing extends Unreadable {
  constructor(tool: string) {
    super(`${tool} is not installed on the server. Install it there, then try again.`);
  }
}

export class ToolFailed extends Unreadable {
  /** The last it said; it may name files of the server, so it is for the log. */
  readonly output: string;
  readonly exitCode: number | null;
  constructor(tool: string, output: string, exitCode: number | null) {
    super(`${tool} could not read the file. It may be damaged, or of a kind that the server does not know.`);
    this.output = output;
    this.exitCode = exitCode;
  }
}

const keptErrorByteSize = 4_000;
const politeness = 10;

/**
 * Runs a program on a file it is not to trust: with a time limit, an environment of nothing, nothing to ask, and after
 * everything else that wants the processor. Answers what it wrote.
 */
export async function runTool(tool: string, args: readonly string[], options: ToolOptions): Promise<Buffer> {
  const { signal, timeoutSeconds, toolName = tool, maxOutputByteSize = 64 * 1024 ** 2, onOutput } = options;
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const child = spawn(tool, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: process.env['PATH'], LANG: 'C.UTF-8' },
      windowsHide: true,
    });
    const chunks: Buffer[] = [];
    let byteSize = 0;
    let said = '';
    let ending: Error | undefined;
    const end = (error: Error) => {
      ending ??= error;
      child.kill('SIGKILL');
    };
    const timer = setTimeout(
      () => end(new Unreadable(`${toolName} did not finish with the file within ${timeoutSeconds} s.`)),
      timeoutSeconds * 1000,
    );
    const stop = () => end(new Error('The worker is stopping.'));
    signal.addEventListener('abort', stop, { once: true });

    child.on('spawn', () => {
      try {
        if (child.pid !== undefined) setPriority(child.pid, politeness);
      } catch {
        // It has already ended.
      }
    });
    child.stdout.on('data', (chunk: Buffer) => {
      try {
        if (onOutput) return onOutput(chunk);
      } catch (error) {
        return end(error instanceof Error ? error : new Error(String(error)));
      }
      byteSize += chunk.byteLength;
      if (byteSize > maxOutputByteSize) end(new Unreadable(`${toolName} makes too much of the file.`));
      else chunks.push(chunk);
    });
    child.stderr.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-keptErrorByteSize);
    });
    const settle = (failure: Error | undefined) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      if (failure) reject(failure);
      else resolve(Buffer.concat(chunks));
    };
    child.on('error', (error: NodeJS.ErrnoException) => {
      settle(error.code === 'ENOENT' ? new ToolMissing(toolName) : error);
    });
    child.on('close', (code) =>
      settle(ending ?? (code === 0 ? undefined : new ToolFailed(toolName, said.trim(), code))),
    );
  });
}
