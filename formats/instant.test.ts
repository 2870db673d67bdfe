import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { firstInstant, lastInstant, readInstant, readInstantOrDate } from './instant.ts';

describe('instants', () => {
  test.each([
    ['2026-11-01T09:30:00Z', '2026-11-01T09:30:00.000Z'],
    ['2026-11-01T09:30+02:00', '2026-11-01T07:30:00.000Z'],
    ['2024-02-29T23:59:59.999999999-00:30', '2024-03-01T00:29:59.999Z'],
    ['2026-11-01T09:30:00.1Z', '2026-11-01T09:30:00.100Z'],
    ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00.000Z'],
    ['0001-01-01T00:00:00-14:00', '0001-01-01T14:00:00.000Z'],
    ['0000-12-31T23:00:00-01:00', '0001-01-01T00:00:00.000Z'],
    ['9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59.999Z'],
  ])('%s is %s', (text, expected) => expect(readInstant(text)?.toISOString()).toBe(expected));

  test.each([
    '0000-01-01T00:00:00Z',
    '0001-01-01T00:00:00+14:00',
    '9999-12-31T23:59:59-00:01',
    '2024-02-30T00:00:00Z',
    '2023-02-29T00:00:00Z',
    '1900-02-29T00:00:00Z',
    '2024-04-31T00:00:00Z',
    '2024-13-01T00:00:00Z',
    '2024-00-01T00:00:00Z',
    '2024-01-00T00:00:00Z',
    '2024-01-01T24:00:00Z',
    '2024-01-01T23:60:00Z',
    '2024-06-30T23:59:60Z',
    '2024-01-01T00:00:00+24:00',
    '2024-01-01T00:00:00+01:60',
    '2024-01-01T00:00:00',
    '2024-01-01T00:00:00.Z',
    '2024-01-01 00:00:00Z',
    '2024-01-01t00:00:00z',
    '2024-01-01',
    '+012024-01-01T00:00:00Z',
    ' 2024-01-01T00:00:00Z',
    '2024-01-01T00:00:00Z\n',
    '２０２４-01-01T00:00:00Z',
    'yesterday',
    '',
  ])('%j is not', (text) => expect(readInstant(text)).toBeNull());

  test('what JavaScript writes is read as the same instant', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date(firstInstant), max: new Date(lastInstant), noInvalidDate: true }), (date) => {
        expect(readInstant(date.toISOString())).toEqual(date);
      }),
    );
  });

  test('a date alone is midnight in UTC, where that is asked for', () => {
    expect(readInstantOrDate('2024-05-01')?.toISOString()).toBe('2024-05-01T00:00:00.000Z');
    expect(readInstantOrDate('2024-02-30')).toBeNull();
    expect(readInstantOrDate('0000-01-01')).toBeNull();
  });
});
