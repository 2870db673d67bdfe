import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { patience } from '#tests/kit/patience.ts';
import { startProcess } from '#tests/kit/processes.ts';
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

const film = fileURLToPath(new URL('../../samples/lumen/moving-pictures/video/house-cat.mp4', import.meta.url));

const started = {
  'a tool': `runTool('sh', ['-c', 'echo $$; exec sleep 600'], { signal: new AbortController().signal,
    limits: ${JSON.stringify(limits)}, onOutput: (chunk) => process.stdout.write(chunk) });`,
  'a tool that started others': `runTool('sh', ['-c', 'sleep 600 & echo $!; wait'], { signal: new AbortController().signal,
    limits: ${JSON.stringify(limits)}, onOutput: (chunk) => process.stdout.write(chunk) });`,
  // This process never checks whether its channel has closed.
  'a busy image process': `const child = spawnLimited(process.execPath, ['-e', 'process.send(1); for (;;);'], { memoryByteSize: 2 ** 31 },
    { ipc: true, isUrgent: true }); child.once('message', () => process.stdout.write(child.pid + '\\n'));`,
  'the npm build of ffmpeg': `const path = ${JSON.stringify(film)};
    const find = () => execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args=']).toString().split('\\n')
      .map((line) => line.trim().split(/ +/)).find(([, parent, ...args]) => Number(parent) === process.pid && args.includes(path))[0];
    let print = () => { process.stdout.write(find() + '\\n'); print = () => {}; };
    chooseFfmpeg('npm').run({ program: 'ffmpeg', path, before: ['-v', 'error', '-stream_loop', '-1'], after: ['-f', 'rawvideo', 'pipe:1'] },
      { signal: new AbortController().signal, limits: { ...${JSON.stringify(limits)}, outputByteSize: 2 ** 40, memoryByteSize: 2 ** 31 }, onOutput: () => print() });`,
};

describe.each(Object.entries(started))('%s', (_what, start) => {
  test.each(['SIGKILL', 'SIGHUP', 'SIGTERM', 'exit'] as const)(
    'ends with the worker that started it: %s',
    async (end) => {
      const program = `
      import { execFileSync } from 'node:child_process';
      import { runTool, spawnLimited } from '${new URL('run-tool.ts', import.meta.url).href}';
      import { chooseFfmpeg } from '${new URL('ffmpeg/choose-ffmpeg.ts', import.meta.url).href}';
      process.once('SIGUSR2', () => process.exit());
      ${start}`;
      const worker = startProcess(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const [pid] = (await once(createInterface(worker.stdout), 'line')) as [string];
      onTestFinished(() => {
        if (isRunning(Number(pid))) process.kill(Number(pid), 'SIGKILL');
      });
      expect(isRunning(Number(pid))).toBe(true);
      process.kill(worker.pid!, end === 'exit' ? 'SIGUSR2' : end);
      await vi.waitFor(() => expect(isRunning(Number(pid))).toBe(false), patience);
    },
  );
});

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
