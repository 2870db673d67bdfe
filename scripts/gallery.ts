import { findChromium } from './find-chromium.ts';
import { run } from './run.ts';

/**
 * Serves the gallery of the components from their sources. With `--update`, renews the pictures in
 * tests/browser/pictures. Further arguments select the stories whose titles contain them.
 */
const config = 'client/gallery/vite.config.ts';
const [first, ...titles] = process.argv.slice(2);
if (first === '--update') {
  const chromium = findChromium();
  if (!chromium) {
    console.log('The pictures need a Chromium. Install one, or name it in CHROMIUM.');
    process.exit(1);
  }
  const built = await run('tsx', ['scripts/build-gallery.ts']);
  if (built.code !== 0) process.exit(built.code);
  // Joins the titles, because Playwright accepts only one pattern.
  const narrowed = titles.length > 0 ? ['--grep', titles.join('|')] : [];
  const args = ['test', '--config', 'tests/browser/gallery.config.ts', '--update-snapshots=changed', ...narrowed];
  process.exit((await run('playwright', args, { env: { CHROMIUM: chromium } })).code);
}
console.log('The gallery: http://localhost:5174/gallery/');
process.exit((await run('vite', ['--config', config, '--port', '5174', '--clearScreen', 'false'])).code);
