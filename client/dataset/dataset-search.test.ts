import { expect, test } from 'vitest';
import { parseDatasetParam, writeDatasetParam } from '../address/dataset-param.ts';
import { parseSearch, stringifySearch } from '../address/search-codec.ts';
import { readDatasetSearch } from './dataset-search.ts';

test('a link says what is shown', () => {
  const search = readDatasetSearch(parseSearch('?type=IMAGE&tag=night,rain&q=662E41&view=table&t=12.5&xywh=1,2,30,40'));
  expect(search).toEqual({
    type: ['image'],
    tag: ['night', 'rain'],
    q: '662E41',
    view: 'table',
    t: 12.5,
    xywh: [1, 2, 30, 40],
  });
  expect(readDatasetSearch(parseSearch(stringifySearch({ ...search })))).toEqual(search);
});

test('an invalid value is named as undefined, so that it replaces the raw one', () => {
  const raw = parseSearch(
    '?view=cube&t=soon&xywh=1,2&tag=,&size=xl&q=&type=hologram,__proto__&sort=constructor&at=a%20b',
  );
  const read = readDatasetSearch(raw);
  expect(Object.keys(raw).filter((name) => !Object.hasOwn(read, name))).toEqual([]);
  expect(Object.values(read).filter((value) => value !== undefined)).toEqual([]);
});

test('a position is a whole number from 1', () => {
  const nthOf = (text: string) => readDatasetSearch(parseSearch(`?nth=${text}`)).nth;
  expect(['1', '12000000', '0', '-1', '1.5', '3000000000'].map(nthOf)).toEqual([
    1,
    12_000_000,
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

test('a dataset is named with or without its revision', () => {
  expect(parseDatasetParam('birds')).toEqual({ slug: 'birds' });
  expect(parseDatasetParam('birds@12')).toEqual({ slug: 'birds', revision: 12 });
  expect(parseDatasetParam('birds@latest')).toEqual({ slug: 'birds@latest' });
  expect(['birds', 'birds@12'].map((param) => writeDatasetParam(parseDatasetParam(param)))).toEqual([
    'birds',
    'birds@12',
  ]);
});
