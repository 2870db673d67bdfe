import { expect, test } from 'vitest';
import { parseSearch, stringifySearch } from '../address/search-codec.ts';
import { isNarrowed, momentsOf, readAccessSearch } from './access-search.ts';

test('a link says which entries', () => {
  const [token, shareLink] = ['ApiToken', 'ShareLink'].map((type) =>
    btoa(`${type}:01a225c2-4b10-7423-937b-9a3a1858f3e6`),
  );
  const link = `?action=DOWNLOAD&who=bob@birds.example&token=${token}&link=${shareLink}`;
  const rest = '&dataset=birds&item=a%2Cb.jpg&from=2026-11-01&to=2026-11-24';
  const search = readAccessSearch(parseSearch(link + rest));
  expect(search).toEqual({
    action: 'DOWNLOAD',
    who: 'bob@birds.example',
    token,
    link: shareLink,
    dataset: 'birds',
    item: 'a,b.jpg',
    from: '2026-11-01',
    to: '2026-11-24',
  });
  expect(readAccessSearch(parseSearch(stringifySearch({ ...search })))).toEqual(search);
});

test('what makes no sense is left out', () => {
  expect(readAccessSearch(parseSearch('?action=STEAL&item=heron&from=soon&to=2026-13-45&who='))).toEqual({});
});

test('the last day counts as a whole', () => {
  const { from, before } = momentsOf({ from: '2026-11-24', to: '2026-11-24' });
  expect(Date.parse(before ?? '') - Date.parse(from ?? '')).toBe(24 * 3_600_000);
  expect(momentsOf({})).toEqual({ from: null, before: null });
});

test('a key of the greatest length can be filtered by', () => {
  const item = 'k'.repeat(512);
  expect(readAccessSearch(parseSearch(stringifySearch({ dataset: 'birds', item })))).toEqual({
    dataset: 'birds',
    item,
  });
});

test('showing thumbnails narrows nothing', () => {
  expect(isNarrowed(readAccessSearch(parseSearch('?thumbnails=show')))).toBe(false);
  expect(isNarrowed(readAccessSearch(parseSearch('?thumbnails=show&action=DOWNLOAD')))).toBe(true);
});
