import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { inlineDocuments } from '../../scripts/inline-documents.ts';
import { leaveOutParser } from '../../scripts/leave-out-parser.ts';

/**
 * Vite configuration that serves the gallery, or builds it into dist/gallery. The build of the viewer does not include
 * it.
 */
export default defineConfig({
  root: 'client',
  base: './',
  publicDir: false,
  plugins: [inlineDocuments(), leaveOutParser(), react()],
  resolve: { alias: [{ find: /^use-sync-external-store\/shim(\/index\.js)?$/, replacement: 'react' }] },
  worker: { format: 'es' },
  build: {
    outDir: '../dist/gallery',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    target: 'es2023',
    cssTarget: ['chrome125'],
    chunkSizeWarningLimit: 2_000,
    rolldownOptions: { input: 'client/gallery/index.html' },
  },
});
