import { expect, test } from 'vitest';
import { logText } from './log-text.ts';

const line = { level: 40, time: '2026-11-29T05:43:21.000Z', pid: 1, hostname: 'here', msg: 'Mail is late.' };

test('a line has time, level, message and facts', () => {
  const text = logText(JSON.stringify({ ...line, to: 'a@b.example', subject: 'Your account' }), false);
  expect(text).toBe('05:43:21  warn   Mail is late.  to=a@b.example  subject="Your account"\n');
});

test('a stack is shown of errors, of warnings the message alone', () => {
  const error = { type: 'Error', message: 'lost', stack: 'Error: lost\n    at here' };
  expect(logText(JSON.stringify({ ...line, error }), false)).toContain('\n          lost\n');
  expect(logText(JSON.stringify({ ...line, level: 50, error }), false)).toContain(
    'Error: lost\n              at here\n',
  );
});

test('text of others cannot steer the terminal', () => {
  const text = logText(JSON.stringify({ ...line, msg: 'a\u001b[2Jb\u0007', name: '\u001b]0;c\u0007' }), false);
  for (const control of ['\u001b', '\u0007']) expect(text).not.toContain(control);
  expect(logText(JSON.stringify(line), true)).toContain('\u001b[33mwarn');
});
