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

/** Number of codes that follow a code for a colour of a palette of 256, and for one by red, green and blue. */
const parametersOf: Readonly<Record<number, number>> = { 5: 1, 2: 3 };

/** Returns the class of codes, without colours outside the basic ones. (ECMA-48, SGR, and ISO 8613-6 for 38 and 48.) */
function classOf(codes: readonly number[]): string | undefined {
  const names: (string | undefined)[] = [];
  for (let at = 0; at < codes.length; at += 1) {
    const code = codes[at]!;
    const colour = colours[code >= 90 ? code - 90 : code - 30];
    if (code === 38 || code === 48) at += 1 + (parametersOf[codes[at + 1] ?? 0] ?? 0);
    else if (code === 1) names.push(styles.bold);
    else if (code === 2) names.push(styles.faint);
    else if (colour) names.push(styles[colour]);
  }
  return names.length > 0 ? names.join(' ') : undefined;
}
