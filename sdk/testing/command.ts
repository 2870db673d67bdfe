import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { startProcess } from '#tests/kit/processes.ts';
import { folderOf, type Scene } from './scene.ts';

export const root = fileURLToPath(new URL('../..', import.meta.url));

type Overrides = Record<string, string>;

/** Starts the built command line tool as alice, with a separate home directory. */
export function start({ world, endpoint }: Scene, args: readonly string[], env: Overrides = {}): ChildProcess {
  const home = folderOf({});
  const child = startProcess(process.execPath, [join(root, 'dist/bin/main.js'), ...args], {
    cwd: root,
    stdio: ['pipe', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      HOME: home,
      XDG_CACHE_HOME: home,
      XDG_CONFIG_HOME: home,
      VITRINE_ENDPOINT: endpoint,
      VITRINE_TOKEN: world.alice.token,
      ...env,
    },
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

/** Runs the command line tool as alice, and waits until it exits. */
export async function vitrine(stage: Scene, args: readonly string[], env: Overrides = {}, input = '') {
  const child = start(stage, args, env);
  child.stdin!.end(input);
  const ended = once(child, 'exit');
  const [stdout, stderr] = await Promise.all([textOf(child.stdout!), textOf(child.stderr!)]);
  await ended;
  return { code: child.exitCode, stdout, stderr };
}

export async function textOf(stream: NodeJS.ReadableStream): Promise<string> {
  let text = '';
  for await (const chunk of stream) text += String(chunk);
  return text;
}
