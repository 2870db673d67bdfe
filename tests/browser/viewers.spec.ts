import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { openItem as open } from './open-item.ts';
import { expect, expectAccessible, signIn, test, vitrineUrl } from './page.ts';
import { publishFiles } from './publish-files.ts';

test.beforeEach(async ({ page }) => {
  await signIn(page);
  await expect(page.getByRole('heading', { name: 'Datasets of Lumen Field Lab' })).toBeVisible();
});

const sizes = [
  { name: '200 % zoom', width: 720, height: 450 },
  { name: 'a phone held sideways', width: 844, height: 390 },
  { name: 'a small window', width: 640, height: 480 },
  { name: 'a phone', width: 390, height: 844 },
];
const media: [dataset: string, key: string, selector: string][] = [
  ['moving-pictures', 'big-buck-bunny', 'video'],
  ['field-photographs', 'koala', '.image-viewer-stage'],
  ['spoken-word', 'sense-and-sensibility', 'section[aria-label=Transcript]'],
  ['reading-room', 'loomings-chapbook', 'section[aria-label^=Pages]'],
  ['reading-room', 'loomings', 'section[aria-label^=Text]'],
];

test('media keep a usable size at 200 % and on phones', async ({ page }) => {
  for (const [dataset, key, selector] of media) {
    await open(page, dataset, key);
    const medium = page.locator(selector).first();
    for (const { name, width, height } of sizes) {
      await page.setViewportSize({ width, height });
      await expect(medium).toBeVisible();
      const share = await medium.evaluate((element) => {
        const pane = document.querySelector('[aria-label=Inspector]')!.parentElement!;
        return element.getBoundingClientRect().height / pane.clientHeight;
      });
      expect(share, `${key} in ${name}`).toBeGreaterThanOrEqual(0.4);
      expect(await page.evaluate(() => document.documentElement.scrollWidth), key).toBeLessThanOrEqual(width);
    }
  }
});

/** The viewer of a text, not its tile. */
const text = (page: Page) => page.getByRole('region', { name: /^Text of/ });
const encoded = (text: string, encoding: 'latin1' | 'utf16le') => Buffer.from(text, encoding);

test('texts are read in their encodings, and what is not text says so', async ({ page }) => {
  const umlauts = 'Der Kürbis wächst über Nacht größer, als man es für möglich hält. '.repeat(4);
  await publishFiles(page, 'encodings', {
    'latin.txt': encoded(umlauts, 'latin1'),
    'utf16.txt': Buffer.concat([Buffer.from([0xff, 0xfe]), encoded('Zwölf Boxkämpfer', 'utf16le')]),
    'old-mac.txt': 'first line\rsecond line\rthird line',
    'noise.txt': Buffer.from(Array.from({ length: 3_000 }, (_, index) => (index * 37) % 251)),
    'tool.rs': 'fn main() {}',
    'Makefile.odd': 'all:\n\techo built',
    [`${'w'.repeat(120)}.txt`]: 'A long name.',
  });
  await open(page, 'encodings', 'latin');
  await expect(page.getByText('Kürbis wächst').first()).toBeVisible();
  await expect(page.getByText(/Decoded as .+ \(detected\)/)).toBeVisible();
  await open(page, 'encodings', 'utf16');
  await expect(text(page)).toContainText('Zwölf Boxkämpfer');
  await open(page, 'encodings', 'old-mac');
  const box = await text(page).getByText('first line').boundingBox();
  expect(box!.height).toBeGreaterThan(70); // At least three lines.
  await open(page, 'encodings', 'noise');
  await expect(page.getByText('This is not text')).toBeVisible();
  await expect(page.getByRole('alert').getByRole('button', { name: 'Download' })).toBeVisible();
  await expectAccessible(page);
  await open(page, 'encodings', 'tool');
  await expect(text(page)).toContainText('fn main() {}');
  await open(page, 'encodings', 'Makefile');
  await expect(page.locator('pre')).toContainText('echo built');
  // A word of 120 letters does not widen the page.
  await open(page, 'encodings', 'w'.repeat(120));
  const inspector = page.getByRole('complementary', { name: 'Inspector' });
  expect(await inspector.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0);
});

test('invisible characters of keys are shown wherever keys are', async ({ page }) => {
  const key = 'photo\u202egpj';
  const shown = String.raw`photo\u{202e}gpj`;
  await publishFiles(page, 'invisible', {
    [`${key}.txt`]: 'Wrens nest here.',
    'family 👨\u200d👩\u200d👧.txt': 'Three.',
  });
  const dataset = `${vitrineUrl()}/o/lumen/d/invisible`;
  await page.goto(dataset);
  const grid = page.getByRole('grid');
  await expect(grid.getByText(shown).first()).toBeVisible();
  await expect(grid.getByText('family 👨\u200d👩\u200d👧').first()).toBeVisible();
  await page.goto(`${dataset}?view=table`);
  await expect(grid.getByText(shown).first()).toBeVisible();
  await open(page, 'invisible', key);
  await expect(page.getByRole('heading', { name: shown })).toBeVisible();
  await expect(page.getByRole('complementary', { name: 'Inspector' }).locator('code').first()).toHaveText(shown);
  await page.goto(`${vitrineUrl()}/o/lumen/search?q=wrens`);
  await expect(page.getByRole('main').getByText(shown).first()).toBeVisible();
  await page.goto(`${vitrineUrl()}/o/lumen/access?dataset=invisible`);
  await expect(page.getByRole('main').getByText(shown).first()).toBeVisible();
  expect(await page.locator('body').innerText()).not.toContain('\u202e');
});

const fixture = (name: string) => readFile(join(import.meta.dirname, '../fixtures/media', name));

test('a film or sound that the browser cannot play is converted once it is opened', async ({ page }) => {
  test.slow(); // The worker may be busy with other jobs.
  await publishFiles(page, 'unplayable', {
    'prores.mov': await fixture('prores.mov'),
    'tone.aiff': await fixture('tone.aiff'),
  });
  for (const key of ['prores', 'tone']) {
    await open(page, 'unplayable', key);
    await expect(page.getByText('Converted copy. The download is the original.')).toBeAttached();
    await expect(page.getByRole('toolbar', { name: 'Player' })).toBeVisible();
    await expect(async () => {
      await page.keyboard.press('l');
      const times = await page
        .locator('video, audio')
        .evaluateAll((all) => all.map((each) => (each as HTMLMediaElement).currentTime));
      expect(Math.max(...times)).toBeGreaterThan(0.1);
    }).toPass();
  }
});

test('a film that cannot be converted says why at once, in sight, with a download', async ({ page }) => {
  test.slow(); // The worker may be busy with other jobs.
  await publishFiles(page, 'noise', { 'noise.avi': Buffer.alloc(5_000, 'noise') });
  await open(page, 'noise', 'noise');
  const message = page.getByRole('alert').filter({ hasText: 'This video can’t be played' });
  await expect(message).toBeInViewport({ ratio: 1 });
  await expect(message.getByRole('button', { name: 'Download' })).toBeInViewport({ ratio: 1 });
  await expect(page.getByRole('toolbar', { name: 'Player' })).toHaveCount(0);
  expect((await message.boundingBox())!.height).toBeGreaterThan(150);
  await expect(message.getByText('No copy could be made: The video or audio cannot be read.')).toBeVisible();
});

test('the palette has every letter typed after its keys, and Escape closes the top layer alone', async ({ page }) => {
  await open(page, 'field-photographs', 'koala');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('giant', { delay: 0 });
  await expect(page.getByRole('combobox', { name: 'Find a command' })).toHaveValue('giant');
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  await page.keyboard.press('i'); // The key is not for the inspector, because a dialog is open.
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page).toHaveURL(/item=/);
  await expect(page.getByRole('complementary', { name: 'Inspector' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page).not.toHaveURL(/item=/);
});

test('on narrow screens export and share are in a menu, and nothing is cut off', async ({ page }) => {
  for (const width of [390, 720]) {
    await page.setViewportSize({ width, height: 800 });
    await page.goto(`${vitrineUrl()}/o/lumen/d/field-photographs`);
    await expect(page.getByRole('gridcell').first()).toBeVisible();
    const bar = page.getByRole('banner').getByRole('button');
    for (const button of await bar.filter({ visible: true }).all()) await expect(button).toBeInViewport({ ratio: 1 });
    await page.getByRole('button', { name: 'More' }).click();
    for (const name of ['Export', 'Share', 'GraphQL']) {
      await expect(page.getByRole('menuitem', { name, exact: true })).toBeInViewport();
    }
    await page.getByRole('menuitem', { name: 'Export', exact: true }).click();
    await expect(page.getByRole('dialog', { name: 'Export' })).toBeVisible();
  }
});
