import { basename } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compressFiles } from './scripts/compress-files.ts';
import { datasetPage } from './scripts/dataset-page-chunk.ts';
import { emitDocuments } from './scripts/emit-documents.ts';
import { inlineDocuments } from './scripts/inline-documents.ts';
import { leaveOutParser } from './scripts/leave-out-parser.ts';
import { minifyScripts } from './scripts/minify-scripts.ts';
import { slimIcons } from './scripts/slim-icons.ts';

const api = `http://localhost:${process.env['PORT'] ?? 4000}`;

/**
 * Names a class by its file and itself. A hash instead of the file would take more bytes, because it compresses badly.
 */
const className = (name: string, file: string) => `${basename(file).split('.', 1)[0]}-${name}`;

/**
 * Builds the viewer into dist/client, fit for a content security policy without `unsafe-inline` and without `data:`.
 * Everything under /assets carries a hash in its name and may be cached for ever; index.html and theme.js may not.
 */
export default defineConfig({
  root: 'client',
  // Relative, so that one build works under every path.
  base: './',
  plugins: [
    inlineDocuments(),
    leaveOutParser(),
    slimIcons(),
    emitDocuments(),
    react(),
    minifyScripts(),
    compressFiles(),
  ],
  // React has it built in; the shim is for older versions.
  resolve: { alias: [{ find: /^use-sync-external-store\/shim(\/index\.js)?$/, replacement: 'react' }] },
  css: { modules: { generateScopedName: className } },
  // A worker loads the parts that it needs: the reader of Parquet, the detection of encodings.
  worker: { format: 'es', plugins: () => [minifyScripts()] },
  build: {
    outDir: '../dist/client',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    // The browsers below know it.
    modulePreload: { polyfill: false },
    target: 'es2023',
    // Browsers with light-dark(), popover and OKLCH; older targets would make the compiler rewrite the colours.
    cssTarget: ['chrome125', 'firefox129', 'safari18'],
    sourcemap: true,
    chunkSizeWarningLimit: 600,
    rolldownOptions: {
      // Puts each string of the `strings.ts` of a room where it is used, in whichever chunk that is.
      optimization: { inlineConst: { mode: 'all', pass: 2 } },
      output: {
        // The first page lists the names of all files, and random characters do not compress.
        chunkFileNames: 'assets/[name]-[hash:6].js',
        entryFileNames: 'assets/[name]-[hash:6].js',
        assetFileNames: 'assets/[name]-[hash:6][extname]',
        codeSplitting: {
          groups: [
            { name: 'first', tags: ['$initial'], priority: 2 },
            datasetPage(),
            { name: 'icons', test: /lucide-react/, minShareCount: 2 },
          ],
        },
      },
    },
  },
  server: {
    port: 5173,
    proxy: Object.fromEntries(['/graphql', '/graphiql', '/health', '/objects'].map((path) => [path, api])),
  },
});
