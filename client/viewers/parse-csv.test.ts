import { expect, test } from 'vitest';
import { parseCsv } from './parse-csv.ts';

test('reads what spreadsheets write', () => {
  const text = '\uFEFFname,said\r\n"Hopper, Grace","""Amazing"" grace,\nshe said"\r\nMoose\r\n\r\nlast,1';
  expect(parseCsv(text, 200)).toEqual({
    header: ['name', 'said'],
    rows: [['Hopper, Grace', '"Amazing" grace,\nshe said'], ['Moose'], ['last', '1']],
    isCut: false,
  });
  expect(parseCsv('a;b\n1,5;2\n', 200).rows).toEqual([['1,5', '2']]);
  expect(parseCsv('a\tb\n1\t2', 200).rows).toEqual([['1', '2']]);
  expect(parseCsv('', 200)).toEqual({ header: [], rows: [], isCut: false });
});

test('stops after the rows that are wanted and says so', () => {
  const text = `n\n${Array.from({ length: 1_000 }, (_, index) => `${index}\n`).join('')}`;
  const table = parseCsv(text, 200);
  expect(table.rows).toHaveLength(200);
  expect(table.rows.at(-1)).toEqual(['199']);
  expect(table.isCut).toBe(true);
  expect(parseCsv('n\n1\n2\n', 2).isCut).toBe(false);
});
