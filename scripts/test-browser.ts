import { findChromium } from './find-chromium.ts';
import { run } from './run.ts';

/** Runs the tests in a browser, with the Chromium of this machine. Reports them as not run if Chromium is missing. */
const chromium = findChromium();
if (!chromium) {
  console.log('NOT RUN: the browser tests, for want of a Chromium. Install one, or name it in CHROMIUM.');
  process.exit(process.env['REQUIRE_BROWSER'] === '1' ? 1 : 0);
}
for (const script of ['scripts/build-viewer.ts', 'scripts/build-gallery.ts']) {
  const built = await run('tsx', [script]);
  if (built.code !== 0) process.exit(built.code);
}
const { code } = await run(
  'playwright',
  ['test', '--config', 'tests/browser/playwright.config.ts', ...process.argv.slice(2)],
  {
    env: { CHROMIUM: chromium },
  },
);
process.exit(code);
