import type { Page } from '@playwright/test';
import { demoPeople } from '../../domain/identity/demo.ts';
import { askApi } from './api.ts';
import { expect, test, vitrineUrl } from './page.ts';

const [demo] = demoPeople;
const kib = 1_024;

/**
 * Counts the bytes that a browser with an empty cache receives for a first dataset page, until it sends no more
 * requests. Headers and bodies count with their size on the wire. Page, scripts, styles, fonts, icon and answers of the
 * API count. Pictures do not: they come from the object store and depend on the dataset. Files that a pointer or a key
 * requests, such as the panel of an item, do not count either.
 */
test('a first dataset page is small on the wire', async ({ page }) => {
  await askApi(
    page,
    `mutation { signIn(input: { email: "${demo.email}", password: "${demo.password}" }) { __typename } }`,
  );
  const received = await countBytes(page);
  await page.goto(`${vitrineUrl()}/o/lumen/d/field-photographs`);
  await expect(page.getByRole('heading', { name: 'Field photographs' })).toBeVisible();
  await expect(page.getByRole('button', { name: /^Images/ })).toBeVisible();
  await expect(page.getByText(/^Published/)).toBeVisible();
  await expect.poll(() => isComplete(page), { message: 'pictures in sight and fonts are loaded' }).toBe(true);
  await expect.poll(() => received().filter(({ byteSize }) => byteSize === null)).toEqual([]);

  const sizes = received().map((file) => ({ ...file, byteSize: file.byteSize ?? 0 }));
  const sumOf = (isCounted: (file: (typeof sizes)[number]) => boolean) =>
    sizes.filter(isCounted).reduce((sum, { byteSize }) => sum + byteSize, 0);
  const total = sumOf(() => true);
  const scripts = sumOf(({ type }) => type === 'Script');
  const styles = sumOf(({ type }) => type === 'Stylesheet');
  const table = sizes
    .map(({ type, byteSize, encoding, path }) => `${byteSize}\t${type}\t${encoding}\t${path}`)
    .join('\n');
  console.log(
    `first dataset page: ${total} bytes; ${scripts} of scripts, ${styles} of styles, ${sumOf(({ type }) => type === 'Font')} of fonts, ${sumOf(({ type }) => type === 'Fetch')} of answers`,
  );
  expect(total, table).toBeLessThanOrEqual(190_000);
  expect(scripts, table).toBeLessThanOrEqual(120 * kib);
  expect(styles, table).toBeLessThanOrEqual(8 * kib);
  const texts = sizes.filter(({ type }) => ['Document', 'Script', 'Stylesheet'].includes(type));
  expect(texts.filter(({ encoding }) => encoding !== 'br')).toEqual([]);

  const hasPanel = () => received().some(({ path }) => path.includes('/item-panel-'));
  expect(hasPanel(), 'the panel of an item is loaded on demand').toBe(false);
  await page.locator('img').first().hover();
  await expect.poll(hasPanel).toBe(true);
});

interface Received {
  path: string;
  type: string;
  encoding: string;
  /** Null until the last byte has arrived. */
  byteSize: number | null;
}

/** Returns whether all visible pictures are drawn and all fonts of the page are loaded. */
function isComplete(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const pictures = [...document.querySelectorAll('td img')].filter(
      (picture) => picture.getBoundingClientRect().top < innerHeight,
    ) as HTMLImageElement[];
    return pictures.length > 0 && pictures.every(({ complete }) => complete) && document.fonts.status === 'loaded';
  });
}

/** Starts counting what this page receives from Vitrine. Returns a function that returns the count so far. */
async function countBytes(page: Page): Promise<() => Received[]> {
  const session = await page.context().newCDPSession(page);
  const files = new Map<string, Received>();
  session.on('Network.requestWillBeSent', ({ requestId, request, type = 'Other' }) => {
    const { origin, pathname: path } = new URL(request.url);
    if (origin !== new URL(vitrineUrl()).origin) return;
    files.set(requestId, { path, type, encoding: 'identity', byteSize: null });
  });
  session.on('Network.responseReceived', ({ requestId, response: { headers } }) => {
    const encoding = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-encoding')?.[1];
    const file = files.get(requestId);
    if (file && encoding) file.encoding = encoding;
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const file = files.get(requestId);
    if (file) file.byteSize = encodedDataLength;
  });
  await session.send('Network.enable');
  return () => [...files.values()];
}
