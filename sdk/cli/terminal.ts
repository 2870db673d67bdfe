import { printable, printableJson, printableLines } from './printable.ts';

/** Streams and environment of a command. Data goes to `stdout`, all messages about it to `stderr`. */
export interface Terminal {
  stdin: NodeJS.ReadStream;
  stdout: NodeJS.WriteStream;
  stderr: NodeJS.WriteStream;
  env: Readonly<Record<string, string | undefined>>;
  signal: AbortSignal;
}

/** Error in how a command was called. */
export class UsageError extends Error {}

/** Writes a line of data. */
export function print(terminal: Terminal, line: string): void {
  terminal.stdout.write(`${printable(line)}\n`);
}

/** Writes a value as a line of JSON. */
export function printJson(terminal: Terminal, value: unknown): void {
  terminal.stdout.write(`${printableJson(value)}\n`);
}

/** Writes a message for people, of one line or more. */
export function say(terminal: Terminal, message: string): void {
  terminal.stderr.write(`${printableLines(message)}\n`);
}
