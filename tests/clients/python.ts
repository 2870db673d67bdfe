import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { onTestFinished } from 'vitest';
import { textOf } from '#sdk/testing/command.ts';
import { folderOf, type Scene } from '#sdk/testing/scene.ts';
import { projectFile } from '#system/project-files.ts';
import { startProcess } from '#tests/kit/processes.ts';

type Overrides = Record<string, string>;

/** Starts Python as alice, with the package of the repository and a separate home directory. */
export function startPython({ world, endpoint }: Scene, args: readonly string[], env: Overrides = {}): ChildProcess {
  const home = folderOf({});
  const child = startProcess('python3', [...args], {
    cwd: home,
    stdio: ['pipe', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      PYTHONPATH: `${projectFile('python')}:${projectFile('python/tests')}`,
      PYTHONDONTWRITEBYTECODE: '1',
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

/** Runs Python as alice and waits for its end. */
export async function python(stage: Scene, args: readonly string[], env: Overrides = {}) {
  const child = startPython(stage, args, env);
  child.stdin!.end();
  const ended = once(child, 'exit');
  const [stdout, stderr] = await Promise.all([textOf(child.stdout!), textOf(child.stderr!)]);
  await ended;
  return { code: child.exitCode, stdout, stderr };
}
