import { expect, test } from 'vitest';
import { compileItemSchema } from './compile-item-schema.ts';
import { describeExpectation } from './describe-expectation.ts';

/** A schema of one field, a value that it refuses, and the words for what it expects. */
const refusals: [name: string, schema: object, value: unknown, words: string][] = [
  ['one type', { type: 'string' }, 5, 'a value of type string'],
  ['two types', { type: ['string', 'null'] }, 5, 'a value of type string or null'],
  ['a number that is too large', { maximum: 5 }, 6, 'a number of at most 5'],
  ['a number that is too small', { exclusiveMinimum: 5 }, 5, 'a number greater than 5'],
  ['a fraction', { multipleOf: 5 }, 6, 'a multiple of 5'],
  ['a text that is too long', { maxLength: 1 }, 'ab', 'at most 1 character'],
  ['a list that is too short', { minItems: 2 }, [1], 'at least 2 entries'],
  ['equal entries', { uniqueItems: true }, [1, 1], 'a list without equal entries'],
  ['a missing entry', { contains: { const: 1 } }, [2], 'at least 1 matching entry'],
  ['a value of no enum', { enum: ['a', 'b'] }, 'c', 'one of ["a","b"]'],
  ['another constant', { const: 'a' }, 'b', '"a"'],
  ['another pattern', { pattern: '^a' }, 'b', 'a string that matches ^a'],
  ['another format', { format: 'date' }, 'b', 'a string in the format date'],
  ['a field too many', { additionalProperties: false }, { a: 1 }, 'no additional fields'],
  ['a missing field', { required: ['a'] }, {}, 'a value'],
  ['a field without its neighbour', { dependentRequired: { a: ['b'] } }, { a: 1 }, 'b, as there is a'],
  ['a value that nothing allows', { not: {} }, 1, 'a value that does not match the schema under `not`'],
  ['two alternatives at once', { oneOf: [{}, {}] }, 1, 'a value that matches exactly one of the alternatives'],
];

test.each(refusals)('%s', (_name, schema, value, words) => {
  const validate = compileItemSchema({ properties: { field: schema } });
  expect(validate({ field: value })).toBe(false);
  expect(describeExpectation(validate.errors!.at(-1)!)).toBe(words);
});

test('a keyword that a later version of ajv brings', () => {
  expect(describeExpectation({ keyword: 'later', params: { limit: 5 } })).toBe('a value that matches the schema');
});
