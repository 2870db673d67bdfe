/** Where a command reads and writes. Data goes to `stdout`, all that is said about it to `stderr`. */
export interface Terminal {
  stdin: NodeJS.ReadStream;
  stdout: NodeJS.WriteStream;
  stderr: NodeJS.WriteStream;
  env: Readonly<Record<string, string | undefined>>;
  signal: AbortSignal;
}

/** What is wrong with how a command was called. */
export class UsageError extends Error {}

/** Writes a line of data. */
export function print(terminal: Terminal, line: string): void {
  terminal.stdout.write(`${line}\n`);
}

/** Says something to whoever looks on. */
export function say(terminal: Terminal, line: string): void {
  terminal.stderr.write(`${line}\n`);
}
