import styles from './terminal-text.module.css';
import { escapeSequences } from './text-columns.ts';
import type { TextMark } from './text-marks.ts';

const levels = [
  ['error', /\b(?:FATAL|CRITICAL|ERROR|ERR|Error|error:|panic:)/],
  ['warning', /\b(?:WARN|WARNING|Warning|warning:)\b/],
  ['minor', /\b(?:DEBUG|TRACE|VERBOSE)\b/],
] as const;

export type LogLevel = (typeof levels)[number][0];

/** Returns the level that the beginning of a line of a log names. Undefined for ordinary lines. */
export function levelOf(line: string): LogLevel | undefined {
  const beginning = line.slice(0, 200);
  return levels.find(([, pattern]) => pattern.test(beginning))?.[0];
}

const colours = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'] as const;

/** Returns marks that hide escape sequences, and give the text after them its colour. */
export function terminalMarks(text: string, offset: number): TextMark[] {
  if (!text.includes('\x1b')) return [];
  const marks: TextMark[] = [];
  let look: { start: number; className: string } | undefined;
  const endLook = (end: number) => {
    if (look && look.start < end)
      marks.push({ id: `look-${offset + look.start}`, ...spanOf(look.start, end), className: look.className });
  };
  const spanOf = (start: number, end: number) => ({ start: offset + start, end: offset + end });
  for (const { 0: sequence, index } of text.matchAll(escapeSequences)) {
    const end = index + sequence.length;
    marks.push({ id: `escape-${offset + index}`, ...spanOf(index, end), className: styles.escape });
    const codes = /^.\[([\d;]*)m$/.exec(sequence)?.[1];
    if (codes === undefined) continue;
    endLook(index);
    const className = classOf(codes.split(';').map(Number));
    look = className === undefined ? undefined : { start: end, className };
  }
  endLook(text.length);
  return marks;
}

function classOf(codes: readonly number[]): string | undefined {
  const names = codes.flatMap((code) => {
    const colour = colours[code >= 90 ? code - 90 : code - 30];
    if (code === 1) return [styles.bold];
    if (code === 2) return [styles.faint];
    return colour ? [styles[colour]] : [];
  });
  return names.length > 0 ? names.join(' ') : undefined;
}
