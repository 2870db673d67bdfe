import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compressFiles } from './scripts/compress-files.ts';
import { emitDocuments } from './scripts/emit-documents.ts';
import { inlineDocuments } from './scripts/inline-documents.ts';

const api = `http://localhost:${process.env['PORT'] ?? 4000}`;

/**
 * Builds the viewer into dist/client, fit for a content security policy without `unsafe-inline` and without `data:`.
 * Everything under /assets carries a hash in its name and may be cached for ever; index.html and theme.js may not.
 */
export default defineConfig({
  root: 'client',
  plugins: [inlineDocuments(), emitDocuments(), react(), compressFiles()],
  build: {
    outDir: '../dist/client',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    target: 'es2023',
    // Browsers with light-dark(), popover and OKLCH; older targets would make the compiler rewrite the colours.
    cssTarget: ['chrome125', 'firefox129', 'safari18'],
    sourcemap: true,
    chunkSizeWarningLimit: 600,
    // What every page needs is one file: as twenty small ones it is 8 KiB more, for each is compressed by itself.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'first', tags: ['$initial'] }] } } },
  },
  server: {
    port: 5173,
    proxy: Object.fromEntries(['/graphql', '/graphiql', '/health', '/objects'].map((path) => [path, api])),
  },
});
