import { existsSync } from 'node:fs';

/** Returns the path of Chromium: that in CHROMIUM, or an installed one. Undefined if none is found. */
export function findChromium(): string | undefined {
  return [process.env['CHROMIUM'], '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
    (path) => path && existsSync(path),
  );
}
