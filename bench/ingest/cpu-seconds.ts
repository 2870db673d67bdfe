import { readdirSync, readFileSync } from 'node:fs';

const ticksPerSecond = 100;

/** The CPU time that a process has used so far, with that of its children, past ones and those that live. */
export function cpuSecondsOf(pid: number): number {
  let ticks = 0;
  for (const name of readdirSync('/proc')) {
    const stat = /^\d+$/.test(name) ? readStat(name) : null;
    if (stat && Number(name) === pid) ticks += stat.own + stat.ofPastChildren;
    else if (stat?.parent === pid) ticks += stat.own;
  }
  return ticks / ticksPerSecond;
}

/** (Linux: proc_pid_stat(5).) */
function readStat(pid: string): { parent: number; own: number; ofPastChildren: number } | null {
  try {
    // The name of the program, in brackets, may have spaces in it.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ').map(Number);
    const [parent, user, system, pastUser, pastSystem] = [1, 11, 12, 13, 14].map((index) => fields[index]!);
    return { parent: parent!, own: user! + system!, ofPastChildren: pastUser! + pastSystem! };
  } catch {
    // It has just ended.
    return null;
  }
}
