import { readInstant } from '#formats/instant.ts';
import { isObject } from '#formats/is-object.ts';

interface Form {
  /** Name of the form for messages, as in “… is not a boolean”. */
  name: string;
  fits: (value: unknown) => boolean;
}

const largestInt = 2 ** 31 - 1;
const deepestJson = 64;

/** Forms of the values in a response. Every value is checked before it is used. */
export const forms = {
  bool: { name: 'a boolean', fits: (value) => typeof value === 'boolean' },
  count: { name: 'a whole number from 0 to 2^31 − 1', fits: (value) => isWhole(value, largestInt) },
  byteSize: { name: 'a number of bytes', fits: (value) => isWhole(value, Number.MAX_SAFE_INTEGER) },
  number: { name: 'a finite number', fits: (value) => Number.isFinite(value) },
  instant: { name: 'an instant', fits: (value) => typeof value === 'string' && readInstant(value) !== null },
  id: textForm('an id', /^[\w+/=.:-]{1,512}$/),
  cursor: textForm('a cursor', /^[\x21-\x7e]{1,4096}$/),
  constant: textForm('a constant such as PRIMARY', /^[A-Z][A-Z0-9_]{0,63}$/),
  sha256: textForm('a SHA-256', /^[0-9a-f]{64}$/),
  slug: textForm('a slug', /^[a-z0-9][a-z0-9._-]{0,99}$/),
  url: { name: 'an http or https URL', fits: isAddress },
  headerName: textForm('the name of a header', /^[A-Za-z0-9-]{1,100}$/),
  headerValue: textForm('the value of a header', /^[\x20-\x7e\x80-\xff]{0,8192}$/),
  contentType: textForm('a media type', /^[\x20-\x7e]{1,255}$/),
  key: textForm('a key', /^\P{Cc}{1,512}$/u),
  filename: textForm('a filename', /^[^]{1,1024}$/u),
  pointer: textForm('a JSON pointer', /^(?:\/[^]{0,2000})?$/u),
  text: textForm('a string', /^[^]{0,100000}$/u),
  json: { name: 'a JSON value within the allowed nesting depth', fits: (value) => !isTooDeep(value) },
  jsonObject: { name: 'a JSON object', fits: (value) => isObject(value) && !isTooDeep(value) },
} satisfies Record<string, Form>;

export type FormName = keyof typeof forms;

/** Form of each scalar whose values always have the same form. */
export const formOfScalar: Readonly<Record<string, FormName>> = {
  Boolean: 'bool',
  Int: 'count',
  Float: 'number',
  ByteCount: 'byteSize',
  DateTime: 'instant',
  ID: 'id',
};

/**
 * Form of each field with texts or JSON values, by `Type.field` or otherwise by field name. Code generation fails if a
 * field has no form.
 */
export const formOfField: Readonly<Record<string, FormName>> = {
  anchors: 'cursor',
  contentType: 'contentType',
  email: 'text',
  endCursor: 'cursor',
  expected: 'text',
  failure: 'json',
  filename: 'filename',
  filenames: 'filename',
  geometry: 'jsonObject',
  key: 'key',
  'HttpHeader.name': 'headerName',
  'HttpHeader.value': 'headerValue',
  'IngestIssue.key': 'text',
  label: 'text',
  message: 'text',
  metadata: 'jsonObject',
  name: 'text',
  pointer: 'pointer',
  reason: 'text',
  sha256: 'sha256',
  slug: 'slug',
  speaker: 'text',
  tags: 'text',
  text: 'text',
  title: 'text',
  url: 'url',
};

function textForm(name: string, pattern: RegExp): Form {
  return { name, fits: (value) => typeof value === 'string' && value.isWellFormed() && pattern.test(value) };
}

function isWhole(value: unknown, largest: number): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= largest;
}

/**
 * Returns whether a text is a URL without line breaks and tabs. They are checked separately, because the URL parser
 * removes them.
 */
function isAddress(value: unknown): boolean {
  if (typeof value !== 'string' || !/^[\x21-\x7e]{1,16384}$/.test(value)) return false;
  const url = URL.parse(value);
  return url !== null && (url.protocol === 'http:' || url.protocol === 'https:') && url.username === '';
}

/**
 * Returns whether a value is nested too deeply. Uses no recursion, because a hostile value would overflow the stack.
 */
function isTooDeep(value: unknown): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > deepestJson) return true;
    level = level.flatMap((each) => (typeof each === 'object' && each !== null ? Object.values(each) : []));
  }
  return false;
}
