import { existsSync } from 'node:fs';

/** Returns the path of the machine's Chromium, or of the one named in CHROMIUM. Undefined if there is none. */
export function findChromium(): string | undefined {
  return [process.env['CHROMIUM'], '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
    (path) => path && existsSync(path),
  );
}
