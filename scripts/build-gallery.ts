import { build } from 'vite';

/** Builds the gallery of the components into dist/gallery, for the tests in a browser. */
await build({ configFile: 'client/gallery/vite.config.ts', logLevel: 'warn' });
