import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { askApi } from './api.ts';
import { openItem } from './open-item.ts';
import { expect, signIn, test } from './page.ts';
import { publishFiles } from './publish-files.ts';

const slug = 'counted-films';
const film = (name: string) => readFile(join(import.meta.dirname, '../fixtures/media', name));

/** The brightness of each film grows with every frame, by this many levels of video (16 to 235) from 40. */
const levelsPerFrame = { counted: 4, uneven: 3 };

/** Returns the number of the frame on the screen, by its brightness. */
async function framePictured(page: Page, name: keyof typeof levelsPerFrame): Promise<number> {
  const picture = sharp(await page.locator('video').screenshot());
  const { width, height } = await picture.metadata();
  const middle = picture.extract({ left: width >> 1, top: height >> 1, width: 4, height: 4 }).greyscale();
  const [grey = 0] = await middle.raw().toBuffer();
  return Math.round(((grey * 219) / 255 + 16 - 40) / levelsPerFrame[name]);
}

/** Waits until the worker has counted the frames. */
async function untilCounted(page: Page, key: string) {
  const query = `query ($d: String!, $k: String!) { dataset(organizationSlug: "lumen", slug: $d) { item(key: $k) { content {
    ... on VideoContent { poster { id } primary { frameCount } } } } } }`;
  type Answer = { dataset: { item: { content: { poster: object | null; primary: { frameCount: number | null } } } } };
  await expect(async () => {
    const { dataset } = await askApi<Answer>(page, query, { d: slug, k: key });
    expect(dataset.item.content.primary.frameCount).not.toBeNull();
    expect(dataset.item.content.poster).not.toBeNull();
  }).toPass();
}

async function press(page: Page, keys: string, times = 1) {
  for (let each = 0; each < times; each++) await page.keyboard.press(keys);
}

/** Returns the times of a film that plays, until it has jumped back twice. */
function timesOfThreeRounds(page: Page): Promise<number[]> {
  return page.locator('video').evaluate(async (video: HTMLVideoElement) => {
    const seen = [video.currentTime];
    for (let jumps = 0; jumps < 2; ) {
      await new Promise(requestAnimationFrame);
      if (video.currentTime < seen.at(-1)!) jumps += 1;
      seen.push(video.currentTime);
    }
    return seen;
  });
}

test('a film is stepped through frame by frame, looped and shuttled', async ({ page }) => {
  test.slow(); // The worker may be busy with other jobs.
  await signIn(page);
  await expect(page.getByRole('heading', { name: 'Datasets of Lumen Field Lab' })).toBeVisible();
  await publishFiles(page, slug, {
    'counted.webm': await film('counted.webm'),
    'uneven.mp4': await film('uneven.mp4'),
  });
  await untilCounted(page, 'counted');
  await untilCounted(page, 'uneven');

  await openItem(page, slug, 'counted');
  const player = page.getByRole('toolbar', { name: 'Player' });
  const shows = async (frame: number) => {
    await expect(player.getByText(`frame ${frame} / 47`)).toBeVisible();
    await expect(async () => expect(await framePictured(page, 'counted')).toBe(frame)).toPass();
  };
  await expect(player.getByText('/ 47')).toBeVisible();
  // 23.976 frames a second, in a container that rounds times to milliseconds.
  for (const frame of [1, 2, 3, 4]) {
    await press(page, '.');
    await shows(frame);
  }
  // Presses that do not wait for the picture add up.
  await press(page, '.', 20);
  await shows(24);
  await press(page, ',', 9);
  await shows(15);
  await press(page, '.', 60);
  await shows(47);
  await press(page, ',', 60);
  await shows(0);
  await page.getByRole('button', { name: 'Forward one frame' }).click();
  await shows(1);
  await page.getByRole('button', { name: 'Back one frame' }).click();
  await shows(0);

  // Marks around frames 12 to 16, then a loop of them.
  await press(page, '.', 12);
  await press(page, 'i');
  await press(page, '.', 4);
  await press(page, 'o');
  await press(page, 'r');
  await press(page, 'l');
  const times = await timesOfThreeRounds(page);
  const rate = 24_000 / 1_001;
  expect(Math.min(...times) * rate).toBeGreaterThanOrEqual(11.9);
  expect(Math.max(...times) * rate).toBeLessThan(20);
  await press(page, 'x');
  await press(page, 'r');

  // J plays backwards, K stops, L plays and doubles its speed.
  await press(page, 'k');
  await press(page, '.', 40);
  await press(page, 'j');
  await expect(player.getByText('frame 0 / 47')).toBeVisible();
  await press(page, 'l');
  await press(page, 'l');
  await expect(player.getByRole('button', { name: 'Speed 2×' })).toBeVisible();
  await press(page, 'k');
  await expect(player.getByRole('button', { name: 'Play', exact: true })).toBeVisible();
  await expect(page.getByRole('complementary', { name: 'Inspector' })).toBeVisible();

  // The third frame starts after 67 ms, the fourth after 167 ms.
  await openItem(page, slug, 'uneven');
  await expect(player.getByText('frame 0 / 35')).toBeVisible();
  for (const [steps, source] of [
    [1, 1],
    [1, 2],
    [1, 5],
    [1, 6],
    [5, 15],
  ] as const) {
    await press(page, '.', steps);
    await expect(async () => expect(await framePictured(page, 'uneven')).toBe(source)).toPass();
  }
  await page.keyboard.press('?');
  const help = page.getByRole('dialog');
  await expect(help.getByText('Play backwards, faster each time')).toBeVisible();
  await expect(help.getByText('Mark start')).toBeVisible();
});
