import config from './playwright.config.ts';

/** Runs only the stories of the gallery. They need no Vitrine. */
export default { ...config, globalSetup: undefined, testMatch: 'gallery.spec.ts' };
