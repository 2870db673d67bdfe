import { gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { vitrineUrl } from './page.ts';

const kib = 1_024;

test('what the browser loads before it shows anything stays small', async ({ request }) => {
  const page = await (await request.get(vitrineUrl())).text();
  const paths = [...page.matchAll(/(?:src|href)="(\/[^"]+\.(?:js|css))"/g)].map(([, path = '']) => path);
  const sizeOf = async (ending: string) => {
    const files = paths.filter((path) => path.endsWith(ending));
    const bodies = await Promise.all(files.map(async (path) => (await request.get(vitrineUrl() + path)).body()));
    return bodies.reduce((sum, body) => sum + gzipSync(body, { level: 9 }).length, 0);
  };
  expect(paths.some((path) => path.endsWith('.js'))).toBe(true);
  expect(await sizeOf('.js')).toBeLessThanOrEqual(130 * kib);
  expect(await sizeOf('.css')).toBeLessThanOrEqual(8 * kib);
});
