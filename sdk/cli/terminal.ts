import { printable, printableJson, printableLines } from './printable.ts';

/** Streams and environment of a command. Results go to `stdout`, and messages for users go to `stderr`. */
export interface Terminal {
  stdin: NodeJS.ReadStream;
  stdout: NodeJS.WriteStream;
  stderr: NodeJS.WriteStream;
  env: Readonly<Record<string, string | undefined>>;
  signal: AbortSignal;
}

/** Thrown if a command was called in an invalid way. */
export class UsageError extends Error {}

/** Writes a line to `stdout`. */
export function print(terminal: Terminal, line: string): void {
  terminal.stdout.write(`${printable(line)}\n`);
}

/** Writes a value to `stdout` as a line of JSON. */
export function printJson(terminal: Terminal, value: unknown): void {
  terminal.stdout.write(`${printableJson(value)}\n`);
}

/** Writes a message to `stderr`. It may have several lines. */
export function say(terminal: Terminal, message: string): void {
  terminal.stderr.write(`${printableLines(message)}\n`);
}
