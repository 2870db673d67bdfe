import { expect, test } from 'vitest';
import { actionsOf, parametersOf } from './access-filter.ts';

test('an export is asked for with the conditions that show', () => {
  const moment = '2026-11-24T00:00:00.000Z';
  const asked = parametersOf({
    actions: ['DOWNLOAD'],
    userId: 'VXNlcjox',
    tokenId: null,
    shareLinkId: 'U2hhcmU=',
    datasetId: 'RGF0YQ==',
    itemKey: 'a,b&c.jpg',
    from: moment,
    before: null,
  });
  expect([...asked]).toEqual([
    ['userId', 'VXNlcjox'],
    ['shareLinkId', 'U2hhcmU='],
    ['datasetId', 'RGF0YQ=='],
    ['itemKey', 'a,b&c.jpg'],
    ['from', moment],
    ['actions', 'DOWNLOAD'],
  ]);
  expect([...parametersOf({})]).toEqual([]);
});

test('thumbnails are hidden unless they are shown or chosen', () => {
  const byDefault = actionsOf({});
  expect(byDefault).toContain('ASSET_URL');
  expect(byDefault).not.toContain('THUMBNAIL_URL');
  expect(actionsOf({ thumbnails: 'show' })).toBeNull();
  expect(actionsOf({ action: 'THUMBNAIL_URL' })).toEqual(['THUMBNAIL_URL']);
  expect(actionsOf({ action: 'ASSET_URL', thumbnails: 'show' })).toEqual(['ASSET_URL']);
});
