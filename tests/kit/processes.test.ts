import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { patience } from './patience.ts';
import { endProcess, startProcess } from './processes.ts';

interface Report {
  pids: number[];
  folders: string[];
}

/** Runs a test file that starts processes and never ends. Resolves when it has started them. */
async function runFile(environment: Record<string, string> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'report-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const reportFile = join(folder, 'report');
  const args = ['node_modules/vitest/vitest.mjs', 'run', '--config', 'tests/kit/testing/vitest.config.ts'];
  const env = { PATH: process.env['PATH'], HOME: process.env['HOME'], REPORT_FILE: reportFile, ...environment };
  const runner = startProcess(process.execPath, args, { env, stdio: 'ignore' });
  const report = await vi.waitFor(() => JSON.parse(readFileSync(reportFile, 'utf8')) as Report, patience);
  for (const pid of report.pids) expect(isRunning(pid), `process ${pid}`).toBe(true);
  for (const path of report.folders) expect(existsSync(path), path).toBe(true);
  return { runner, report };
}

function expectNothingLeft({ pids, folders }: Report) {
  return vi.waitFor(() => {
    expect(pids.filter(isRunning)).toEqual([]);
    expect(folders.filter((path) => existsSync(path))).toEqual([]);
  }, patience);
}

function isRunning(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

const onLinux = test.runIf(process.platform === 'linux');

onLinux('a test that times out leaves no process and no folder', async () => {
  const { report } = await runFile();
  await expectNothingLeft(report);
});

onLinux('a worker that is killed leaves no process', async () => {
  const { report } = await runFile();
  process.kill(report.pids[0]!, 'SIGKILL');
  await expectNothingLeft(report);
});

onLinux.each([
  ['waits', '0'],
  ['is busy', '1'],
])('a run that is killed while its test %s leaves no process and no folder', async (_, BLOCK) => {
  const { runner, report } = await runFile({ BLOCK });
  await endProcess(runner, 'SIGKILL');
  await expectNothingLeft(report);
});

onLinux('a run that is interrupted leaves no process and no folder', async () => {
  const { runner, report } = await runFile();
  runner.kill('SIGINT');
  await expectNothingLeft(report);
});
