import sharp from 'sharp';
import { openItem } from './open-item.ts';
import { expect, signIn, test, vitrineUrl } from './page.ts';
import { publishFiles } from './publish-files.ts';

const slug = 'large-pictures';

test('a large picture shows its preview first, and the file itself beyond the pixels of the preview', async ({
  page,
}) => {
  await signIn(page);
  const noise = { type: 'gaussian', mean: 128, sigma: 50 } as const;
  const picture = await sharp({ create: { width: 3_600, height: 1_600, channels: 3, background: 'grey', noise } })
    .jpeg()
    .toBuffer();
  await publishFiles(page, slug, { 'noise.jpg': picture });
  await expect
    .poll(async () => {
      await openItem(page, slug, 'noise');
      return page.getByText('Preview', { exact: true }).count();
    })
    .toBe(1);

  const loaded: number[] = [];
  page.on('response', async (response) => {
    const type = response.headers()['content-type'] ?? '';
    if (new URL(response.url()).origin === new URL(vitrineUrl()).origin || !type.startsWith('image/')) return;
    loaded.push(Number(response.headers()['content-length']));
  });
  await page.reload();
  const preview = page.getByRole('img', { name: 'noise' });
  await expect(preview).toHaveCSS('opacity', '1');
  expect(loaded).not.toContain(picture.byteLength);
  const box = (await preview.boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await expect(page.getByText(/^x (1799|1800|1801), y (799|800|801)$/)).toBeVisible();
  await page.keyboard.press('0'); // actual size
  await expect.poll(() => loaded).toContain(picture.byteLength);
  await expect(page.locator(`img[alt="noise"] ~ img`)).toHaveCSS('opacity', '1');
});
