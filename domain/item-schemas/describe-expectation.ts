import type { DefinedError, ErrorObject } from 'ajv/dist/2020.js';

type Keyword = DefinedError['keyword'];
type ParamsOf<K extends Keyword> = Extract<DefinedError, { keyword: K }>['params'];

/** Returns a description of what a keyword of a schema requires, for the message about an invalid value. */
export function describeExpectation({ keyword, params }: Pick<ErrorObject, 'keyword' | 'params'>): string {
  if (!isKnown(keyword)) return 'a value that matches the schema';
  const describe = expectations[keyword] as (params: ErrorObject['params']) => string;
  return describe(params);
}

function isKnown(keyword: string): keyword is Keyword {
  return Object.hasOwn(expectations, keyword);
}

const atLeast =
  (one: string, many: string) =>
  ({ limit }: { limit: number }): string =>
    `at least ${limit} ${limit === 1 ? one : many}`;

const atMost =
  (one: string, many: string) =>
  ({ limit }: { limit: number }): string =>
    `at most ${limit} ${limit === 1 ? one : many}`;

const comparisons = {
  '<=': 'a number of at most',
  '>=': 'a number of at least',
  '<': 'a number less than',
  '>': 'a number greater than',
} as const;

const compared = ({ comparison, limit }: { comparison: keyof typeof comparisons; limit: number }): string =>
  `${comparisons[comparison]} ${limit}`;

const dependent = ({ property, deps }: { property: string; deps: string }): string =>
  `${deps}, as there is ${property}`;

/** Description for each keyword that a value can violate. */
const expectations: { readonly [K in Keyword]: (params: ParamsOf<K>) => string } = {
  additionalItems: atMost('entry', 'entries'),
  additionalProperties: () => 'no additional fields',
  anyOf: () => 'a value that matches at least one of the alternatives',
  const: ({ allowedValue }) => JSON.stringify(allowedValue),
  contains: ({ minContains, maxContains }) =>
    maxContains === undefined
      ? `at least ${minContains} matching ${minContains === 1 ? 'entry' : 'entries'}`
      : `${minContains} to ${maxContains} matching entries`,
  dependencies: dependent,
  dependentRequired: dependent,
  discriminator: ({ tag }) => `a known value of ${tag}`,
  enum: ({ allowedValues }) => `one of ${JSON.stringify(allowedValues)}`,
  exclusiveMaximum: compared,
  exclusiveMinimum: compared,
  'false schema': () => 'no value',
  format: ({ format }) => `a string in the format ${format}`,
  if: ({ failingKeyword }) => `a value that matches \`${failingKeyword}\` of the schema`,
  items: atMost('entry', 'entries'),
  maximum: compared,
  maxItems: atMost('entry', 'entries'),
  maxLength: atMost('character', 'characters'),
  maxProperties: atMost('field', 'fields'),
  minimum: compared,
  minItems: atLeast('entry', 'entries'),
  minLength: atLeast('character', 'characters'),
  minProperties: atLeast('field', 'fields'),
  multipleOf: ({ multipleOf }) => `a multiple of ${multipleOf}`,
  not: () => 'a value that does not match the schema under `not`',
  oneOf: () => 'a value that matches exactly one of the alternatives',
  pattern: ({ pattern }) => `a string that matches ${pattern}`,
  propertyNames: () => 'field names that match the schema',
  required: () => 'a value',
  // At run time, `type` can be a list of types, although the types of ajv exclude it.
  type: ({ type }: { type: string | readonly string[] }) => `a value of type ${[type].flat().join(' or ')}`,
  unevaluatedItems: atMost('entry', 'entries'),
  unevaluatedProperties: () => 'no additional fields',
  uniqueItems: () => 'a list without equal entries',
};
