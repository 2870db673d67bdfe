import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { rooms } from './rooms.ts';

/** Modules whose components are not in the gallery. The stories of the browser show them in the whole viewer. */
const elsewhere: Record<string, string> = {};

test('every component of a room is in the gallery', () => {
  const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', 'client'], {
    encoding: 'utf8',
  });
  const withComponents = files
    .split('\n')
    .filter((file) => file.endsWith('.tsx') && !file.startsWith('client/gallery/'))
    .filter((file) => /^export (?:function|class|const) [A-Z]\w*(?: =|\(|<| extends)/m.test(readFileSync(file, 'utf8')))
    .map((file) => file.slice('client/'.length, -'.tsx'.length))
    .filter((path) => Object.keys(rooms).includes(path.split('/')[0] ?? ''));
  const listed = [...readFileSync('client/gallery/modules.ts', 'utf8').matchAll(/^ {2}'([^']+)'/gm)].map(
    ([, path]) => path,
  );
  const missing = withComponents.filter((path) => !listed.includes(path) && !(path in elsewhere));
  expect(missing).toEqual([]);
});
