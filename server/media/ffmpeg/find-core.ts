import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The build of ffmpeg that comes by npm. */
export const corePackage = '@ffmpeg/core';

/** Returns the version of the npm build of ffmpeg, or null if it is not installed: it is an optional dependency. */
export function findCore(): string | null {
  try {
    const script = createRequire(import.meta.url).resolve(corePackage);
    const description = readFileSync(join(dirname(script), '../../package.json'), 'utf8');
    return (JSON.parse(description) as { version: string }).version;
  } catch {
    return null;
  }
}
