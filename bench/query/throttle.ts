import { existsSync, mkdirSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = '/sys/fs/cgroup';
const periodMicroseconds = 10_000;

/** So little of a core for each process that neither PostgreSQL nor what asks is the bound, on two cores already. */
const share = 0.2;

/**
 * Does something while each of these processes gets a small share of one core, where that can be had; tells how much it
 * was, or null.
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
 * Gives a process no more than a share of one core, by a control group of its own; answers how to take that back. Null
 * where control groups cannot be made, as for anybody but root. (Linux: cgroups(7), version 1 and version 2.)
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
