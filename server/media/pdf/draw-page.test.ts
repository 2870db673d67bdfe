import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hasPrograms, isAtHand } from '#tests/kit/at-hand.ts';
import { pdfOf } from '../../jobs/testing/pdf-of.ts';
import { drawPage, drawWithPoppler } from './draw-page.ts';

const hasPoppler = isAtHand(hasPrograms('pdftoppm'), 'pdftoppm of Poppler', 'REQUIRE_POPPLER');
const going = new AbortController().signal;

let folder: string;
let path: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vitrine-test-pdf-'));
  path = join(folder, 'file');
  writeFileSync(path, pdfOf(['The heron waits']));
});
afterAll(() => rmSync(folder, { recursive: true }));

test('a page is drawn as long as was asked', async () => {
  expect(await sharp(await drawPage(path, 960, going)).metadata()).toMatchObject({ width: 742, height: 960 });
});

test.skipIf(!hasPoppler)('poppler draws the same', async () => {
  const [ours, theirs] = await Promise.all([drawPage(path, 960, going), drawWithPoppler(path, 960, going)]);
  const pixels = (png: Buffer) => sharp(png).greyscale().resize(60, 78, { fit: 'fill' }).raw().toBuffer();
  const [a, b] = await Promise.all([pixels(ours), pixels(theirs)]);
  const difference = a.reduce((sum, value, index) => sum + Math.abs(value - b[index]!), 0) / a.length;
  expect(difference).toBeLessThan(3);
});

test('a worker that stops does not wait for a drawing', async () => {
  const stopping = new AbortController();
  const drawn = drawPage(path, 960, stopping.signal);
  stopping.abort();
  await expect(drawn).rejects.toThrow('The worker is stopping.');
});
