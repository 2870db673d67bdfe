import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';

/** Builds the viewer into dist/client. Skips the build when the files that it depends on have not changed. */
const sources = [
  'client',
  'formats',
  'scripts/build-viewer.ts',
  'scripts/compress-files.ts',
  'scripts/dataset-page-chunk.ts',
  'scripts/emit-documents.ts',
  'scripts/inline-documents.ts',
  'scripts/leave-out-parser.ts',
  'scripts/minify-scripts.ts',
  'scripts/slim-icons.ts',
  'vite.config.ts',
  'package-lock.json',
];
const stampFile = 'dist/client.stamp';

const stamp = digest(sources.flatMap(filesOf));
if (existsSync('dist/client/index.html') && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) {
  process.exit(0);
}
await build({ logLevel: 'warn' });
writeFileSync(stampFile, stamp);

function filesOf(path: string): string[] {
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/node_modules|client\/gallery/.test(entry.parentPath))
    .filter((entry) => !entry.name.includes('.test.'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function digest(files: readonly string[]) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(file).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}
