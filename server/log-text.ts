import { stripVTControlCharacters, styleText } from 'node:util';

type Style = Parameters<typeof styleText>[0];

const levels: Record<number, [name: string, style: Style]> = {
  10: ['trace', 'gray'],
  20: ['debug', 'gray'],
  30: ['info', 'green'],
  40: ['warn', 'yellow'],
  50: ['error', 'red'],
  60: ['fatal', 'red'],
};

/** Fields of every log line that do not help a user at a terminal. */
const hidden = new Set(['level', 'time', 'pid', 'hostname', 'msg', 'error', 'err']);

/**
 * Converts one JSON line of pino to text: time, level, message and other fields. The stack of an error follows on the
 * next lines.
 */
export function logText(json: string, isColored: boolean): string {
  const line = JSON.parse(json) as Record<string, unknown>;
  const paint = (style: Style, text: string) => (isColored ? styleText(style, text, { validateStream: false }) : text);
  const [name, style] = levels[Number(line['level'])] ?? ['info', 'green'];
  const facts = Object.entries(line)
    .filter(([key]) => !hidden.has(key))
    .map(([key, value]) => paint('gray', `${key}=${factText(value)}`));
  const error = errorText(line['error'] ?? line['err'], Number(line['level']) >= 50);
  const time = String(line['time']).slice(11, 19);
  const first = [
    paint('gray', time),
    paint(style, name.padEnd(5)),
    clean(typeof line['msg'] === 'string' ? line['msg'] : ''),
    ...facts,
  ];
  return `${first.join('  ')}\n${error}`;
}

function factText(value: unknown): string {
  if (typeof value === 'string' && /^[^\s"=]+$/.test(value)) return clean(value);
  return clean(JSON.stringify(value) ?? 'undefined');
}

/** Returns the stack if an engineer must investigate, else only the message. */
function errorText(error: unknown, withStack: boolean): string {
  if (error === undefined || error === null) return '';
  if (typeof error !== 'object') return `          ${factText(error)}\n`;
  const { stack, message } = error as { stack?: unknown; message?: unknown };
  const shown = withStack ? (stack ?? message) : message;
  const said = typeof shown === 'string' ? shown : JSON.stringify(error);
  return said
    .split('\n')
    .map((part) => `          ${clean(part)}\n`)
    .join('');
}

/** Removes control characters and escape sequences, which a terminal would interpret. */
function clean(text: string): string {
  return stripVTControlCharacters(text).replace(/(?![\t\n])\p{Cc}/gu, '');
}
