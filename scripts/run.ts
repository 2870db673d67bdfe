import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { endWithTests } from '../tests/kit/processes.ts';

/** Runs a program of node_modules/.bin, or any other program, and prints its output. Returns its exit code. */
export async function run(
  program: string,
  args: readonly string[],
  options: { quiet?: boolean; env?: NodeJS.ProcessEnv } = {},
) {
  const child = endWithTests(
    spawn(program, args, {
      stdio: options.quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit',
      env: { ...process.env, ...options.env, PATH: `node_modules/.bin:${process.env['PATH']}` },
    }),
    'SIGTERM',
  );
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code: code ?? 1, output };
}
