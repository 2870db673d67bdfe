import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';

/** Returns the source files from which the scripts of a build were made. */
function sourcesOf(folder: string): string[] {
  const maps = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.map'));
  return maps.flatMap(
    (name) => (JSON.parse(readFileSync(join(folder, name), 'utf8')) as { sources: string[] }).sources,
  );
}

test('the viewer ships without the gallery', () => {
  const sources = sourcesOf('dist/client');
  expect(sources.filter((source) => source.endsWith('client/ui/button.tsx'))).not.toEqual([]);
  expect(sources.filter((source) => source.includes('client/gallery/'))).toEqual([]);
});
