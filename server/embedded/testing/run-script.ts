import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { endWithTests } from '#tests/kit/processes.ts';

export type Script = {
  child: ChildProcess;
  /** Lines that the script has printed so far. */
  lines: string[];
  /** Waits until the script has printed `count` lines. */
  said: (count: number) => Promise<string[]>;
  ended: Promise<unknown>;
};

/** Runs a script of this folder in a separate process, which ends with the test at the latest. */
export function runScript(name: string, args: string[], options: SpawnOptions = {}, prefix: string[] = []): Script {
  const script = fileURLToPath(new URL(name, import.meta.url));
  const [command = '', ...rest] = [...prefix, process.execPath, '--import', 'tsx', script, ...args];
  const child = endWithTests(spawn(command, rest, { stdio: ['pipe', 'pipe', 'inherit'], ...options }));
  const lines: string[] = [];
  let partial = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    const parts = (partial + text).split('\n');
    partial = parts.pop() ?? '';
    lines.push(...parts);
  });
  const ended = once(child, 'close'); // not 'exit': the last output may arrive after it
  const said = async (count: number) => {
    while (lines.length < count && child.exitCode === null && child.signalCode === null && child.stdout) {
      await Promise.race([once(child.stdout, 'data'), ended]);
    }
    if (lines.length < count) throw new Error(`${name} ended after saying: ${lines.join(', ') || 'nothing'}`);
    return lines;
  };
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  return { child, lines, said, ended };
}
