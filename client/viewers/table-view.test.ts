import { expect, test } from 'vitest';
import { openTable } from '#formats/tables/open-table.ts';
import { columnsInView, edgesOf, moveCell } from './table-layout.ts';
import { conditionOf, TableView } from './table-view.ts';

async function viewOf(csv: string) {
  const bytes = new TextEncoder().encode(csv);
  const slice = (start: number, end: number) => Promise.resolve(bytes.slice(start, end).buffer);
  return new TableView(await openTable({ byteLength: bytes.byteLength, slice }, 'CSV', 'text/csv'), bytes.byteLength);
}
const all = { rowStart: 0, rowEnd: 10, columnStart: 0, columnEnd: 5 };

test('rows are sorted by the type of a column, missing values last, and filtered', async () => {
  const view = await viewOf('n,bird\n10,heron\n9,egret\nNA,Grebe\n100,heron\n');
  const numbers = async () => (await view.read(all)).map(([n]) => n);
  await view.arrange({ sort: { column: 0, isDescending: false }, filter: null });
  expect(await numbers()).toEqual(['9', '10', '100', 'NA']);
  await view.arrange({ sort: { column: 0, isDescending: true }, filter: null });
  expect(await numbers()).toEqual(['100', '10', '9', 'NA']);
  await view.arrange({ sort: null, filter: { text: 'gre', column: null } });
  expect(await numbers()).toEqual(['9', 'NA']);
  await view.arrange({ sort: null, filter: { text: '>= 10', column: 0 } });
  expect([await numbers(), view.state.shownRowCount]).toEqual([['10', '100'], 2]);
  await view.arrange({ sort: null, filter: null });
  expect(await numbers()).toEqual(['10', '9', 'NA', '100']);
});

test('a filter that is cleared while the table is still read has no effect', async () => {
  const view = await viewOf('n,bird\n10,heron\n9,egret\n');
  const filtered = view.arrange({ sort: null, filter: { text: 'egret', column: null } });
  await view.arrange({ sort: null, filter: null });
  await filtered;
  expect(view.state.shownRowCount).toBe(2);
});

test('cells are copied as spreadsheets read them, with the names of their columns', async () => {
  const view = await viewOf('a,b\n"x, ""y""","two\nlines"\n1,2\n');
  expect(await view.copy({ ...all, rowEnd: 2 }, 'CSV')).toBe('a,b\n"x, ""y""","two\nlines"\n1,2');
  expect(await view.copy({ ...all, rowEnd: 2 }, 'TSV')).toBe('a\tb\n"x, ""y"""\t"two\nlines"\n1\t2');
  expect(await view.copy({ rowStart: 1, rowEnd: 2, columnStart: 1, columnEnd: 2 }, 'TSV')).toBe('2');
});

test('long cells are cut in the grid, and whole in detail', async () => {
  const view = await viewOf(`a,b\n${'x'.repeat(5_000)},1\n`);
  expect((await view.read(all))[0]?.[0]).toHaveLength(301);
  expect((await view.cell(0, 0)).text).toHaveLength(5_000);
});

test('figures tell the spread of numbers and the frequent values of texts', async () => {
  const lines = Array.from({ length: 100 }, (_, row) => `${row},${row % 3 === 0 ? '' : `bird ${row % 2}`}`);
  const [numbers, birds] = await (await viewOf(`n,bird\n${lines.join('\n')}`)).figures(0, 2);
  expect(numbers).toMatchObject({ min: '0', max: '99', distinctCount: 100, missingCount: 0 });
  expect(numbers?.bars.reduce((sum, count) => sum + count, 0)).toBe(100);
  expect(birds).toMatchObject({ missingCount: 34, distinctCount: 2, bars: [33, 33] });
});

test.each([
  ['heron', 'A Heron', true],
  ['> 5', '6', true],
  ['>5', '', false],
  ['= x', 'x', true],
  ['<2024-05', '2024-04-30', true],
])('the filter %s for %s: %s', (filter, text, fits) => {
  expect(conditionOf(filter)(text)).toBe(fits);
});

test('columns in view, and cells that keys lead to', () => {
  const edges = edgesOf(Array.from({ length: 10_000 }, () => 100));
  expect(columnsInView(edges, 0, 500)).toEqual({ start: 0, end: 7 });
  expect(columnsInView(edges, 999_500, 500)).toEqual({ start: 9_994, end: 10_000 });
  const sizes = { rowCount: 100, columnCount: 5, pageRows: 20 };
  const move = (key: string, isWide = false) => moveCell({ row: 50, column: 2 }, { key, isWide }, sizes);
  expect(move('ArrowDown')).toEqual({ row: 51, column: 2 });
  expect(move('End', true)).toEqual({ row: 99, column: 4 });
  expect(move('PageUp')).toEqual({ row: 30, column: 2 });
  expect(move('x')).toBeUndefined();
});
