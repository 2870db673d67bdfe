import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { UploadFailed } from './errors.ts';
import { publish } from './publish.ts';
import { collect, doneOf, folderOf, publishedIn, scene, sha256Of } from './testing/scene.ts';

test('a large file goes in parts, and a part that fails is sent again', async () => {
  const stage = await scene({ singlePutByteSize: 5 * 1024 ** 2 });
  const large = randomBytes(12 * 1024 ** 2 + 17);
  stage.proxy.behave(({ method, number }) => (method === 'PUT' && number === 2 ? 'drop' : 'pass'));
  const events = await collect(publish(folderOf({ 'large.bin': large }), stage.options));

  expect(events.at(-1)).toMatchObject({ type: 'done', revision: 1, sentBytes: large.byteLength });
  // The server reads the file once more before it is verified. The client waits for that and sends nothing again.
  expect(events.some(({ type }) => type === 'notice')).toBe(false);
  expect(stage.proxy.counts['PUT']).toBeGreaterThan(2);
  expect((await publishedIn(stage)).get(1)).toEqual(new Map([['large', sha256Of(large)]]));
});

test('parts that have arrived are not sent again', async () => {
  const stage = await scene({ singlePutByteSize: 5 * 1024 ** 2 });
  const large = randomBytes(16 * 1024 ** 2);
  const folder = folderOf({ 'large.bin': large });
  stage.proxy.behave(({ url }) => (/partNumber=2&|partNumber=2$/.test(url) ? 403 : 'pass'));
  await expect(collect(publish(folder, stage.options))).rejects.toBeInstanceOf(UploadFailed);

  const before = stage.proxy.counts['PUT'] ?? 0;
  stage.proxy.behave(() => 'pass');
  expect(await doneOf(publish(folder, stage.options))).toMatchObject({ revision: 1 });
  expect((stage.proxy.counts['PUT'] ?? 0) - before).toBe(1);
  expect((await publishedIn(stage)).get(1)).toEqual(new Map([['large', sha256Of(large)]]));
});
