import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test, vi } from 'vitest';
import { runTool, ToolFailed } from './run-tool.ts';
import { Unreadable } from './unreadable.ts';

const limits = { wallSeconds: 30, cpuSeconds: 30, memoryByteSize: 1024 ** 3, outputByteSize: 1_000 };

function run(script: string) {
  const { signal } = new AbortController();
  return runTool('sh', ['-c', script], { signal, limits, missing: 'FFMPEG_MISSING', failed: 'MEDIA_DAMAGED' });
}

test.each(['kill -INT $$', 'kill -TERM $$', 'kill -HUP $$', 'exit 255'])(
  'a tool that is stopped from outside is worth another try: %s',
  async (script) => {
    await expect(run(script)).rejects.toSatisfy((error) => error instanceof Error && !(error instanceof Unreadable));
  },
);

test.each(['exit 1', 'kill -SEGV $$'])('a tool that fails by itself is not: %s', async (script) => {
  await expect(run(script)).rejects.toBeInstanceOf(ToolFailed);
});

test('Ctrl-C does not reach a tool', async () => {
  const [group, own] = String(await run('ps -o pgid= -p $$; echo $$')).split('\n');
  expect(group?.trim()).toBe(own);
});

test('a tool ends with the process that started it', async () => {
  const program = `
    import { runTool } from '${new URL('run-tool.ts', import.meta.url).href}';
    runTool('sh', ['-c', 'echo $$; exec sleep 60'], {
      signal: new AbortController().signal,
      limits: ${JSON.stringify(limits)},
      onOutput: (chunk) => process.stdout.write(chunk, () => process.exit()),
    });`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [pid] = (await once(createInterface(child.stdout), 'line')) as [string];
  onTestFinished(() => {
    if (isRunning(Number(pid))) process.kill(Number(pid), 'SIGKILL');
  });
  await vi.waitFor(() => expect(isRunning(Number(pid))).toBe(false), { timeout: 20_000 });
}, 60_000);

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
