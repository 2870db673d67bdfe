import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { now } from '../../client/gallery/fixtures/words.ts';
import { rooms } from '../../client/gallery/rooms.ts';
import { fontsOf } from './fonts-of.ts';
import { test as base, expect, expectAccessible } from './page.ts';
import { serveGallery } from './serve-gallery.ts';
import { unmarkedFocus } from './unmarked-focus.ts';
import { widened } from './widened.ts';

const test = base.extend<object, { galleryUrl: string }>({
  galleryUrl: [
    async ({ browser: _browser }, provide) => {
      const { url, stop } = await serveGallery();
      await provide(url);
      await stop();
    },
    { scope: 'worker' },
  ],
});

const modes = {
  light: { colorScheme: 'light', width: 1280 },
  dark: { colorScheme: 'dark', width: 1280 },
  phone: { colorScheme: 'light', width: 390 },
} as const;

/** Rooms that have no pictures yet. They are searched for faults like the others. */
const withoutPictures: readonly string[] = ['sign-in', 'shell', 'viewers', 'item-panel', 'dataset', 'invitations'];

test.describe.configure({ mode: 'parallel' });
test.use({ locale: 'en-US', timezoneId: 'UTC' });

for (const [mode, { colorScheme, width }] of Object.entries(modes)) {
  for (const room of Object.keys(rooms)) {
    const hasPictures = !withoutPictures.includes(room);
    test(`${room} in ${mode}: no faults${hasPictures ? ', and as in its pictures' : ''}`, async ({
      page,
      galleryUrl,
    }) => {
      const foreign: string[] = [];
      page.on('request', (request) => {
        if (!request.url().startsWith(new URL(galleryUrl).origin)) foreign.push(request.url());
      });
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.clock.setFixedTime(now);
      await page.goto(`${galleryUrl}?room=${room}`);
      await settle(page);
      if (hasPictures) await comparePictures(page, mode, room);
      for (const frame of page.frames()) {
        expect.soft(await widened(frame), `sideways: ${frame.url()}`).toEqual([]);
        expect.soft(await unmarkedFocus(frame), `focus: ${frame.url()}`).toEqual([]);
      }
      if (hasPictures) {
        const fonts = await fontsOf(page);
        expect.soft(fonts.shipped, 'fonts of Vitrine').not.toEqual([]);
        expect.soft(fonts.system, 'fonts of this machine').toEqual([]);
      }
      expect.soft(foreign, 'requests to the network').toEqual([]);
      await expectAccessible(page, ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']);
    });
  }
}

/** Waits until every state is shown with its fonts and images. */
async function settle(page: Page) {
  await expect(page.locator('section[data-component]').first()).toBeVisible();
  await expect.poll(() => page.frames().length).toBe(1 + (await page.locator('iframe').count()));
  for (const frame of page.frames()) {
    await frame.waitForFunction(() => {
      const isDrawn = (document.querySelector('#root')?.childElementCount ?? 0) > 0;
      const images = [...document.images].every(({ complete }) => complete);
      return isDrawn && images && document.fonts.status === 'loaded' && !document.querySelector('[data-waiting]');
    });
    // Otherwise the picture of the page may be taken before its images are decoded.
    await frame.evaluate(() =>
      Promise.all(
        [...document.images].map((image) => {
          image.decoding = 'sync';
          return image.decode().catch(() => undefined);
        }),
      ),
    );
    // Only one frame has the focus, and which one depends on the order in which they load.
    await frame.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
  }
}

/** Pictures in git are small. Those that are only compared are made fast. */
const small = { palette: true, compressionLevel: 9, effort: 10 } as const;
const fast = { compressionLevel: 1 } as const;

/**
 * A pixel differs if its colour does by more than `threshold`. Smoothed edges do not count, because browsers of other
 * versions smooth them differently. A shift by 4 pixels and a colour changed by 24 of 255 steps are found.
 */
const tolerance = { threshold: 0.04, maxDiffPixels: 80 } as const;

/** Compares each component with its picture in tests/browser/pictures. */
async function comparePictures(page: Page, mode: string, room: string) {
  const isRenewing = test.info().config.updateSnapshots !== 'missing';
  const whole = await steadyPicture(page);
  const components = await page.locator('section[data-component]').evaluateAll((sections) =>
    sections.map((section) => {
      const { top, height } = section.getBoundingClientRect();
      const name = `${(section as HTMLElement).dataset['component']}`;
      return {
        name,
        left: 0,
        top: Math.floor(top + window.scrollY),
        width: document.body.clientWidth,
        height: Math.ceil(height),
      };
    }),
  );
  for (const { name, ...box } of components) {
    const picture = await sharp(whole)
      .extract(box)
      .png(isRenewing ? small : fast)
      .toBuffer();
    expect.soft(picture).toMatchSnapshot([mode, room, `${name}.png`], tolerance);
  }
}

/** Takes pictures until two are equal. */
async function steadyPicture(page: Page): Promise<Buffer> {
  let last: Buffer = Buffer.alloc(0);
  await expect
    .poll(async () => {
      const before = last;
      last = await page.screenshot({ fullPage: true, animations: 'disabled', caret: 'hide' });
      return last.equals(before);
    })
    .toBe(true);
  return last;
}
