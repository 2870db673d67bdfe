import { run } from './run.ts';

/**
 * Opens the gallery of the components, as they are written now. With `--update`, renews the pictures in
 * tests/browser/pictures. Other arguments narrow that to the stories whose titles contain them.
 */
const config = 'client/gallery/vite.config.ts';
const [first, ...titles] = process.argv.slice(2);
if (first === '--update') {
  const built = await run('tsx', ['scripts/build-gallery.ts']);
  if (built.code !== 0) process.exit(built.code);
  const narrowed = titles.flatMap((title) => ['--grep', title]);
  const args = ['test', '--config', 'tests/browser/gallery.config.ts', '--update-snapshots=changed', ...narrowed];
  process.exit((await run('playwright', args)).code);
}
console.log('The gallery: http://localhost:5174/gallery/');
process.exit((await run('vite', ['--config', config, '--port', '5174', '--clearScreen', 'false'])).code);
