import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { encryptedPdf } from './encrypted-pdf.ts';
import { openItem } from './open-item.ts';
import { expect, signIn, test, vitrineUrl } from './page.ts';
import { publishFiles } from './publish-files.ts';

const slug = 'odd-media';
const fixture = (name: string) => readFile(join(import.meta.dirname, '../fixtures/media', name));

test('a film format with sound alone is a sound, a TIFF says its pages, and a PDF takes its password', async ({
  page,
}) => {
  test.slow(); // The worker may be busy with other jobs.
  await signIn(page);
  await expect(page.getByText('Field photographs')).toBeVisible();
  const sheet = (background: string) => sharp({ create: { width: 600, height: 400, channels: 3, background } }).png();
  const sheets = await Promise.all(['tomato', 'teal', 'gold'].map((color) => sheet(color).toBuffer()));
  await publishFiles(page, slug, {
    'talk.mp4': await fixture('audio-only.mp4'),
    'scan.tif': await sharp(sheets, { join: { animated: true } })
      .tiff()
      .toBuffer(),
    'locked.pdf': encryptedPdf('heron'),
  });

  await page.goto(`${vitrineUrl()}/o/lumen/d/${slug}`);
  await expect(page.getByRole('button', { name: /^Audio/ })).toContainText('1');
  await expect(page.getByRole('button', { name: /^Videos/ })).toHaveCount(0);
  await openItem(page, slug, 'talk');
  await expect(page.locator('audio')).toBeAttached();
  await expect(page.getByRole('toolbar', { name: 'Player' })).toBeVisible();
  await expect(
    page.getByRole('complementary', { name: 'Inspector' }).getByText('Audio', { exact: true }),
  ).toBeVisible();

  await openItem(page, slug, 'locked');
  await expect(page.getByText('This document is protected by a password')).toBeVisible();
  await page.getByLabel('Password').fill('egret');
  await page.getByRole('button', { name: 'Open' }).click();
  await expect(page.getByText('Wrong password')).toBeVisible();
  await page.getByLabel('Password').fill('heron');
  await page.getByRole('button', { name: 'Open' }).click();
  await expect(page.locator('canvas').first()).toBeVisible();
  await expect(page.getByText('1 / 1')).toBeVisible();

  // The worker makes the preview in a job, which may wait for others.
  await expect(async () => {
    await openItem(page, slug, 'scan');
    await expect(page.getByText('Preview of image/tiff, page 1 of 3')).toBeVisible({ timeout: 5_000 }); // Otherwise the item is opened again.
  }).toPass();
});
