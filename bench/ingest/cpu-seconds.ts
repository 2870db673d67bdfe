import { readdirSync, readFileSync } from 'node:fs';

const ticksPerSecond = 100;

/** Returns the CPU time that a process and its children have used so far, including ended children. */
export function cpuSecondsOf(pid: number): number {
  let ticks = 0;
  for (const name of readdirSync('/proc')) {
    const stat = /^\d+$/.test(name) ? readStat(name) : null;
    if (stat && Number(name) === pid) ticks += stat.own + stat.ofPastChildren;
    else if (stat?.parent === pid) ticks += stat.own;
  }
  return ticks / ticksPerSecond;
}

/** Reads the CPU time of a process. (Linux: proc_pid_stat(5).) */
function readStat(pid: string): { parent: number; own: number; ofPastChildren: number } | null {
  try {
    // Splits after the name of the program, which is in brackets and may contain spaces.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ').map(Number);
    const [parent, user, system, pastUser, pastSystem] = [1, 11, 12, 13, 14].map((index) => fields[index]!);
    return { parent: parent!, own: user! + system!, ofPastChildren: pastUser! + pastSystem! };
  } catch {
    // The process has just ended.
    return null;
  }
}
