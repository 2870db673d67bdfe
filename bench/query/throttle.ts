import { existsSync, mkdirSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = '/sys/fs/cgroup';
const periodMicroseconds = 10_000;

/**
 * Fraction of a core that each process gets. It is small, so that neither PostgreSQL nor the client limits the
 * throughput on two cores.
 */
const share = 0.2;

/**
 * Calls a function while each of these processes is limited to a fraction of one core. Returns the fraction, or null if
 * that is not possible.
 */
export async function whileThrottled<Result>(
  pids: readonly number[],
  what: () => Promise<Result>,
): Promise<{ coreShare: number | null; result: Result }> {
  const releases = pids.map((pid) => throttle(pid, share));
  try {
    const result = await what();
    return { coreShare: releases.includes(null) ? null : share, result };
  } finally {
    for (const release of releases) release?.();
  }
}

/**
 * Limits a process to a fraction of one core with a control group. Returns a function that removes the limit. Returns
 * null if control groups cannot be created, which requires root. (Linux: cgroups(7), version 1 and version 2.)
 */
function throttle(pid: number, share: number): (() => void) | null {
  const quota = Math.round(periodMicroseconds * share);
  const name = `vitrine-bench-${pid}`;
  try {
    if (existsSync(join(root, 'cgroup.controllers'))) {
      writeFileSync(join(root, 'cgroup.subtree_control'), '+cpu');
      return enter(root, join(root, name), pid, { 'cpu.max': `${quota} ${periodMicroseconds}` });
    }
    const cpu = join(root, 'cpu');
    return enter(cpu, join(cpu, name), pid, {
      'cpu.cfs_period_us': String(periodMicroseconds),
      'cpu.cfs_quota_us': String(quota),
    });
  } catch {
    return null;
  }
}

function enter(parent: string, group: string, pid: number, settings: Record<string, string>): () => void {
  mkdirSync(group);
  for (const [file, value] of Object.entries(settings)) writeFileSync(join(group, file), value);
  writeFileSync(join(group, 'cgroup.procs'), String(pid));
  return () => {
    writeFileSync(join(parent, 'cgroup.procs'), String(pid));
    rmdirSync(group);
  };
}
