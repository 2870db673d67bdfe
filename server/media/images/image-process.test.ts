import sharp from 'sharp';
import { afterEach, expect, test, vi } from 'vitest';
import { measureImage } from './image-process.ts';

afterEach(() => void vi.useRealTimers());

test('an image that arrives in the moment in which an idle process ends is read by another', async () => {
  const picture = await sharp({ create: { width: 30, height: 20, channels: 3, background: 'teal' } })
    .png()
    .toBuffer();
  const measure = () => measureImage(picture, 'image/png', new AbortController().signal);
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  await measure();
  vi.runAllTimers();
  expect(await measure()).toMatchObject({ width: 30, height: 20 });
});
