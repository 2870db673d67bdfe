/** Text with control characters, which would move the cursor, rename the window or reverse the line on a terminal. */
export const escapes = '\u001b]0;owned\u0007\u001b[2J\u009b31m\u202egnp.exe\u200b';

export type Path = (string | number)[];

const lies: [name: string, value: unknown][] = [
  ['a path upwards', '/../../../PW'],
  ['another path upwards', '..\\..\\PW'],
  ['an absolute path', '/tmp/vitrine-PW'],
  ['a NUL', 'a\0b'],
  ['escape sequences', escapes],
  ['half a surrogate pair', 'a\ud800'],
  ['a megabyte', 'A'.repeat(1_000_000)],
  ['no text', ''],
  ['another scheme', 'file:///etc/passwd'],
  ['a negative number', -1],
  ['a fraction', 1.5],
  ['a huge number', 2 ** 53],
  ['a boolean', true],
  ['null', null],
  ['nothing', undefined],
  ['a list', [[]]],
  ['an object', { length: 1e9, toString: 1, __typename: 'Item' }],
  ['deep nesting', JSON.parse(`${'['.repeat(500)}${']'.repeat(500)}`)],
];

/**
 * Returns two invalid values for each field. The path determines which two, so that all values are used. With
 * ALL_LIES=1, returns all values.
 */
export function liesFor(path: Path): [string, unknown][] {
  if (process.env['ALL_LIES']) return lies;
  const step = Array.from(path.join('.')).reduce((sum, character) => sum + character.codePointAt(0)!, 0);
  return [0, 9].map((offset) => lies[(step + offset) % lies.length]!);
}

/** Returns the paths of all values inside a value. */
export function pathsIn(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const inner = Array.isArray(value)
    ? value.flatMap((each, index) => pathsIn(each, [...path, index]))
    : Object.entries(value).flatMap(([key, each]) => pathsIn(each, [...path, key]));
  return path.length > 0 ? [path, ...inner] : inner;
}

/** Returns a copy of a value in which the value at a path is replaced. */
export function changed(value: unknown, [step, ...rest]: readonly (string | number)[], other: unknown): unknown {
  if (step === undefined) return other;
  const copy: Record<string | number, unknown> = Array.isArray(value)
    ? ([...value] as never)
    : { ...(value as object) };
  copy[step] = changed(copy[step], rest, other);
  return copy;
}
