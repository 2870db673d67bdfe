import { readdirSync, statSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { extname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import pMap from 'p-map';
import type { Plugin } from 'vite';

/** Formats that are compressed already. A second compression saves nothing. */
const compressedFormats = new Set(['.woff2', '.bcmap', '.png', '.jpg', '.webp', '.avif', '.br', '.gz']);

/** Formats that only developer tools load. At the highest quality, brotli takes seconds for them. */
const toolFormats = new Set(['.map']);

/** Compresses the files of the build. */
export function compressFiles(): Plugin {
  let folder = '';
  return {
    name: 'compress-files',
    apply: 'build',
    configResolved({ root, build }) {
      folder = resolve(root, build.outDir);
    },
    closeBundle: () => compressFolder(folder),
  };
}

/** Writes `x.br` and `x.gz` beside each file of a folder. The server sends the one that the client prefers. */
export async function compressFolder(folder: string): Promise<void> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((file) => statSync(file).isFile() && !compressedFormats.has(extname(file)));
  await pMap(files, compressFile, { concurrency: 4 });
}

async function compressFile(file: string) {
  const content = await readFile(file);
  const quality = toolFormats.has(extname(file)) ? 6 : constants.BROTLI_MAX_QUALITY;
  const brotli = await promisify(brotliCompress)(content, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: quality,
      [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
      // Parameters that compress minified scripts best. They save 0.1 to 0.2 %.
      [constants.BROTLI_PARAM_LGBLOCK]: constants.BROTLI_MAX_INPUT_BLOCK_BITS,
      [constants.BROTLI_PARAM_NPOSTFIX]: 3,
    },
  });
  const gzipped = await promisify(gzip)(content, { level: constants.Z_BEST_COMPRESSION });
  if (brotli.length < content.length) await writeFile(`${file}.br`, brotli);
  if (gzipped.length < content.length) await writeFile(`${file}.gz`, gzipped);
}
