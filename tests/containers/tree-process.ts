import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { endProcess, startProcess } from '../kit/processes.ts';
import type { Tree } from './build-tree.ts';

export type Variables = Record<string, string>;

export interface RunningProcess {
  /** Returns all lines that the process has written so far to standard output and standard error. */
  output: () => string;
  /** Sends SIGTERM. Returns the exit code. */
  stop(): Promise<number | null>;
}

/** Starts the process of the image. */
export function startTree(tree: Tree, variables: Variables): RunningProcess {
  const child = spawnInTree(tree, tree.command, variables);
  const output = collect(child);
  return {
    output,
    async stop() {
      await endProcess(child);
      return child.exitCode;
    },
  };
}

/** Runs a command in the image, as `docker compose exec` does. Returns its standard output. */
export async function runInTree(tree: Tree, command: readonly string[], variables: Variables): Promise<string> {
  const child = spawnInTree(tree, command, variables);
  let stdout = '';
  child.stdout?.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  const output = collect(child);
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`${command.join(' ')} ended with exit code ${code}:\n${output()}`);
  return stdout;
}

// Only root may change the user. The image has the user `node`. This machine has at least the user `nobody`.
const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

function spawnInTree({ folder, environment }: Tree, [program, ...args]: readonly string[], variables: Variables) {
  return startProcess(program!, args, {
    cwd: folder,
    env: { PATH: process.env['PATH'], HOME: '/nonexistent', ...environment, ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...nobody,
  });
}

function collect(child: ChildProcess) {
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return () => output;
}
