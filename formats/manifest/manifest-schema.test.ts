import { Ajv2020 } from 'ajv/dist/2020.js';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { readInstantOrDate } from '../instant.ts';
import { checkItem } from './check-item.ts';
import { isLongerThan } from './check-text.ts';
import type { Issue } from './issue-codes.ts';
import { manifestSchema } from './manifest-schema.ts';

const ajv = new Ajv2020({ strict: false, allErrors: true, unicode: false });
ajv.addKeyword({
  keyword: 'x-maxBytes',
  validate: (most: number, value: unknown) =>
    !isLongerThan(typeof value === 'string' ? value : JSON.stringify(value), most),
});
ajv.addKeyword({
  keyword: 'x-instant',
  validate: (_is: boolean, value: unknown) => typeof value !== 'string' || readInstantOrDate(value) !== null,
});
const fits = ajv.compile(manifestSchema);

function issuesOf(value: unknown): Issue[] {
  const issues: Issue[] = [];
  checkItem(value, 1, 'APPEND', (issue) => issues.push(issue), 'FOLDER');
  return issues;
}

const item = {
  key: 'a',
  type: 'IMAGE',
  title: 'A',
  tags: ['b'],
  metadata: { c: [1, { d: null }] },
  createdAt: '2024-05-01T10:00:00Z',
  assets: [
    { role: 'PRIMARY', path: 'a.jpg', contentType: 'image/jpeg', filename: null },
    { role: 'ATTACHMENT', sha256: '0'.repeat(64) },
    { role: 'ATTACHMENT', sha256: '1'.repeat(64), filename: 'b' },
  ],
  annotations: [
    { kind: 'BOX', label: 'x', confidence: 0.5, geometry: { x: 0.1, y: 0.1, width: 0.2, height: 0.2 } },
    { kind: 'BOX', label: 'x', pixels: { width: 10, height: 10 }, geometry: { x: 1, y: 1, width: 2, height: 2 } },
    {
      kind: 'POLYGON',
      label: 'x',
      geometry: {
        points: [
          [0, 0],
          [0, 1],
          [1, 1],
        ],
      },
    },
    { kind: 'TEXT_SPAN', label: 'x', geometry: { start: 1, end: 2 } },
    { kind: 'TIME_RANGE', label: 'x', geometry: { startSeconds: 0, endSeconds: 0.5 } },
    { kind: 'CLASSIFICATION', label: 'x' },
  ],
};
const odd: unknown[] = [
  undefined,
  null,
  true,
  false,
  0,
  -1,
  1.5,
  7,
  '',
  'x',
  'IMAGE',
  'PRIMARY',
  'BOX',
  'POINT',
  'a\0b',
  'a\ud800',
  '\u0007',
  'é'.repeat(300),
  'x'.repeat(513),
  'x'.repeat(1_001),
  'x'.repeat(1_025),
  '2024-02-30',
  '2024-02-29',
  '0000-01-01',
  [],
  {},
  ['x'],
  [''],
  [1],
  ['x', 'x'],
  [' \u3000'],
  [
    [0, 0],
    [1, 1],
  ],
  [{}],
  { role: 'PRIMARY', path: 'b' },
  { kind: 'CLASSIFICATION', label: 'y' },
  [{ kind: 'CLASSIFICATION', label: '\t' }],
  [{ role: 'PRIMARY', path: 'b' }],
  [{ path: 'b' }],
  [{ path: 'b' }, { role: 'PRIMARY', path: 'c' }],
  Array.from({ length: 101 }, () => 'x'),
  { width: 0, height: 1 },
  { x: 0.5, y: 0.5 },
  'f'.repeat(64),
  'F'.repeat(64),
];
const names = ['key', 'type', 'remove', 'titel', 'path', 'sha256', 'role', 'geometry', 'x', 'pixels', '0'];

test('the JSON Schema and the checker come to the same verdict on any line', () => {
  expect(fits(item), ajv.errorsText(fits.errors)).toBe(true);
  expect(issuesOf(item)).toEqual([]);
  const change = fc.record({
    place: fc.nat(),
    name: fc.constantFrom(...names),
    value: fc.constantFrom(...odd),
    adds: fc.boolean(),
  });
  let refused = 0;
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
      const line: unknown = structuredClone(item);
      for (const { place, name, value, adds } of changes) {
        const objects = objectsIn(line);
        const target = objects[place % objects.length]!;
        const keys = Object.keys(target);
        const key = adds || keys.length === 0 ? name : keys[place % keys.length]!;
        if (value === undefined) delete target[key];
        else if (!Array.isArray(target) || !adds) target[key] = structuredClone(value);
      }
      const given: unknown = JSON.parse(JSON.stringify(line));
      const issues = issuesOf(given).filter((issue) => !isBeyondStructure(issue));
      if (issues.length > 0) refused += 1;
      expect(fits(given), `${JSON.stringify(given)}\n${JSON.stringify(issues)}\n${ajv.errorsText(fits.errors)}`).toBe(
        issues.length === 0,
      );
    }),
    { numRuns: 600 },
  );
  expect(refused).toBeGreaterThan(100);
});

/** Returns whether an issue is one that the JSON Schema cannot express, as the description of the schema says. */
function isBeyondStructure({ code, pointer, message }: Issue): boolean {
  if (['TOO_DEEP', 'INVALID_NUMBER'].includes(code) || pointer.startsWith('/metadata/')) return true;
  return code === 'OUT_OF_RANGE' && /coordinates must be inside|extends past|must be greater than `/.test(message);
}

function objectsIn(value: unknown): Record<string, unknown>[] {
  if (typeof value !== 'object' || value === null) return [];
  return [value as Record<string, unknown>, ...Object.values(value).flatMap(objectsIn)];
}

test.each([
  ['image/jpeg', true],
  ['text/plain; charset=windows-1253', true],
  ['Image/JPEG', false],
  ['jpeg', false],
  ['image/jpeg\r\nx: y', false],
])('the content type %j is accepted as for uploads: %s', (contentType, isAccepted) => {
  const value = { ...item, assets: [{ path: 'a.jpg', contentType }] };
  expect(issuesOf(value)).toHaveLength(isAccepted ? 0 : 1);
  expect(fits(value)).toBe(isAccepted);
});

test.each(['', ' ', '\u00a0\u3000', '\ufeff', '\n'])(
  'a tag and a label of nothing but white space is an issue: %j',
  (blank) => {
    const tagged = { ...item, tags: ['b', blank] };
    expect(issuesOf(tagged)).toMatchObject([
      { code: 'INVALID_VALUE', pointer: '/tags/1', message: 'The tag must not be blank.' },
    ]);
    expect(fits(tagged)).toBe(false);
    const labelled = { ...item, annotations: [{ kind: 'CLASSIFICATION', label: blank }] };
    expect(issuesOf(labelled)).toMatchObject([{ code: 'INVALID_VALUE', pointer: '/annotations/0/label' }]);
    expect(fits(labelled)).toBe(false);
  },
);
