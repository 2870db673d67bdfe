import { expect, test } from 'vitest';
import { readItemList } from './read-item-list.ts';

const birds = { org: 'lumen', slug: 'birds' };

test('a link without a filter asks for everything as it was published', () => {
  expect(readItemList(birds, {})).toEqual({
    organization: 'lumen',
    slug: 'birds',
    revision: null,
    filter: null,
    orderBy: null,
  });
});

test('types are alternatives, tags must all be there, and the revision of the link is kept', () => {
  const list = readItemList(
    { ...birds, revision: 3 },
    { type: ['image', 'video'], tag: ['night', 'rain'], label: 'owl', q: ' moon ', sort: 'newest' },
  );
  expect(list.revision).toBe(3);
  expect(list.filter).toEqual({
    types: ['IMAGE', 'VIDEO'],
    tags: { all: ['night', 'rain'] },
    annotation: { label: 'owl' },
    text: 'moon',
  });
  expect(list.orderBy).toEqual({ field: 'CREATED_AT', direction: 'DESC' });
});
