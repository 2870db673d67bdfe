import { createContext, Script } from 'node:vm';
import { expect, test } from 'vitest';
import { InvalidInput } from '../errors.ts';
import { compileItemSchema } from './compile-item-schema.ts';
import { TookTooLong, withinTime } from './within-time.ts';

const slowPattern = '^(a+)+$';
const slowText = `${'a'.repeat(40)}!`;

test('work that takes too long is stopped, with an error of its own', () => {
  expect(() => withinTime(50, () => new RegExp(slowPattern).test(slowText))).toThrow(TookTooLong);
  expect(() =>
    withinTime(50, () => {
      for (;;);
    }),
  ).toThrow(TookTooLong);
});

test('another error of the work is thrown as it is, also from another context', () => {
  expect(() => withinTime(50, () => JSON.parse('{'))).toThrow(SyntaxError);
  const foreign = new Script('(() => { throw Object.assign(new Error("foreign"), { code: "E" }) })').runInContext(
    createContext({}),
  ) as () => void;
  expect(() => withinTime(50, foreign)).toThrow('foreign');
});

test('work in time returns its result', () => {
  expect(withinTime(1_000, () => 7)).toBe(7);
});

test.each([
  ['a slow pattern as a default', { pattern: slowPattern, default: slowText }],
  ['a slow pattern as a property', { type: 'object', patternProperties: { [slowPattern]: {} } }],
  ['many patterns', { allOf: Array.from({ length: 500 }, () => ({ pattern: slowPattern })) }],
])('a schema with %s compiles or is refused, and is no bug', (_what, schema) => {
  try {
    compileItemSchema(schema);
  } catch (error) {
    expect(error).toBeInstanceOf(InvalidInput);
  }
});
