import { existsSync, mkdirSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = '/sys/fs/cgroup';
const periodMicroseconds = 10_000;

/**
 * Gives a process no more than a share of one core, by a control group of its own; answers how to take that back. Null
 * where control groups cannot be made, as for anybody but root. (Linux: cgroups(7), version 1 and version 2.)
 */
export function throttle(pid: number, share: number): (() => void) | null {
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
