import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Shell script that ends the processes of tests and removes their folders when the process that started them ends.
 *
 * The script reads from a pipe, which the kernel closes even after `kill -9`. Then it handles the files in a notes
 * folder: `process-<id>` (with the signal), `worker-<id>` and `folder-<n>` (with the path).
 */
const guardScript = `
read -r _
running() { kill -0 -- "-$1" 2>/dev/null || kill -0 "$1" 2>/dev/null; }
signal() { kill -s "$2" -- "-$1" 2>/dev/null || kill -s "$2" "$1" 2>/dev/null; }
for note in "$1"/worker-*; do
  # The id of a worker that crashed may belong to another program by now.
  ps -o args= -p "\${note##*-}" 2>/dev/null | grep -q vitest && kill -s KILL "\${note##*-}"
done
for note in "$1"/process-*; do
  if [ -e "$note" ]; then signal "\${note##*-}" "$(cat "$note")"; fi
done
for note in "$1"/process-*; do
  tries=0
  while [ -e "$note" ] && running "\${note##*-}" && [ "$tries" -lt 100 ]; do sleep 0.1; tries=$((tries + 1)); done
  if [ -e "$note" ]; then signal "\${note##*-}" KILL; fi
done
for note in "$1"/folder-*; do
  [ -e "$note" ] || continue
  folder=$(cat "$note")
  # A PostgreSQL of a server that was killed shuts down by itself, and needs its folder for that.
  tries=0
  while [ -n "$(find "$folder" -name postmaster.pid 2>/dev/null | head -n 1)" ] && [ "$tries" -lt 50 ]; do
    sleep 0.2
    tries=$((tries + 1))
  done
  tries=0
  until rm -rf -- "$folder" 2>/dev/null || [ "$tries" -ge 50 ]; do sleep 0.2; tries=$((tries + 1)); done
done
rm -rf -- "$1"
`;

/** Minimum free memory for data in memory. Test servers need less than 2 GB. */
const minMemoryBytes = 6 * 1024 ** 3;

let notes: string | undefined;
let folderCount = 0;
const running = new Set<ChildProcess>();

/** Starts the guard script of this process at the first call. Returns the folder of its notes. */
export function guardedNotes(): string {
  if (notes !== undefined) return notes;
  // Puts the notes outside the temporary folder of the run, which may be removed earlier.
  const ofRun = process.env['VITRINE_TEST_NOTES'];
  notes = mkdtempSync(join(ofRun === undefined ? tmpdir() : dirname(ofRun), 'vitrine-notes-'));
  const guard = spawn('sh', ['-c', guardScript, 'sh', notes], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  guard.on('error', () => {});
  guard.unref();
  const { stdin } = guard;
  if ('unref' in stdin && typeof stdin.unref === 'function') stdin.unref();
  return notes;
}

/** Makes a child process end with this process. If it leads a process group, the whole group ends. */
export function endWithTests<Child extends ChildProcess>(child: Child, signal: NodeJS.Signals = 'SIGKILL'): Child {
  if (child.pid === undefined) return child;
  const note = join(guardedNotes(), `process-${child.pid}`);
  writeFileSync(note, signal.replace('SIG', ''));
  running.add(child);
  child.once('exit', () => {
    running.delete(child);
    rmSync(note, { force: true });
  });
  return child;
}

/** Runs `spawn` in a separate process group, which ends with this process. */
export const startProcess = ((command: string, args: string[], options: object = {}) =>
  endWithTests(spawn(command, args, { ...options, detached: true }))) as typeof spawn;

/** Runs `fork` in a separate process group, which ends with this process. */
export const forkProcess = ((script: string, options: object = {}) =>
  endWithTests(fork(script, { ...options, detached: true }))) as typeof fork;

/** Sends a signal to a process and waits until it ends. Sends SIGKILL if that takes too long. */
export async function endProcess(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM', seconds = 60): Promise<void> {
  if (child.pid === undefined || hasEnded(child)) return;
  const exited = once(child, 'exit');
  child.kill(signal);
  const inTime = await Promise.race([exited.then(() => true), sleep(seconds * 1_000, false, { ref: false })]);
  if (!inTime) killGroup(child);
  await exited;
}

/** Kills all processes that tests have started and that still run, with their child processes. */
export async function endStartedProcesses(): Promise<void> {
  const left = [...running].filter((child) => !hasEnded(child));
  const ended = left.map((child) => once(child, 'exit'));
  left.forEach(killGroup);
  await Promise.all(ended);
}

/**
 * Creates folders for all temporary files of this process and its children: one for `os.tmpdir()`, and one for data of
 * test servers (see `dataFolder`). Returns a function that removes them. They are also removed when this process ends.
 */
export function takeTemporaryFolders(): () => void {
  const memory = '/dev/shm';
  const folders = [takeFolder(tmpdir()), ...(hasSpace(memory) ? [takeFolder(memory)] : [])];
  process.env['TMPDIR'] = folders[0];
  process.env['VITRINE_TEST_DATA'] = folders.at(-1);
  return () => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  };
}

/**
 * Returns the folder for temporary data of test servers. It is in memory if enough is free, because a disk is slower.
 */
export function dataFolder(): string {
  return process.env['VITRINE_TEST_DATA'] ?? tmpdir();
}

function takeFolder(parent: string): string {
  const folder = mkdtempSync(join(parent, 'vitrine-tests-'));
  // Allows access by all users, because some tests run programs as another user.
  chmodSync(folder, 0o1777);
  folderCount += 1;
  writeFileSync(join(guardedNotes(), `folder-${folderCount}`), folder);
  return folder;
}

function hasSpace(path: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(path);
    return Math.min(bavail * bsize, process.availableMemory()) > minMemoryBytes;
  } catch {
    return false;
  }
}

function killGroup(child: ChildProcess): void {
  try {
    process.kill(-child.pid!, 'SIGKILL');
  } catch {
    child.kill('SIGKILL'); // it does not lead a group
  }
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}
