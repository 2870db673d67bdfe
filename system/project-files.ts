import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** The folder of package.json. Sources and `dist/` are below it. */
export const projectFolder = findProjectFolder(dirname(fileURLToPath(import.meta.url)));

export function projectFile(path: string): string {
  return join(projectFolder, path);
}

/** Returns the version in package.json, such as `0.1.0`. */
export function projectVersion(): string {
  return (JSON.parse(readFileSync(projectFile('package.json'), 'utf8')) as { version: string }).version;
}

/**
 * Returns how Node runs a script of the project in a separate process: the built script if this code was built, else
 * its source. `path` is relative to the project and has no extension. scripts/build-server.ts lists all such scripts.
 */
export function projectScript(path: string): { execArgv: string[]; script: string } {
  if (!import.meta.url.endsWith('.ts')) return { execArgv: [], script: projectFile(`dist/${path}.js`) };
  const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
  return { execArgv: ['--import', loader], script: projectFile(`${path}.ts`) };
}

function findProjectFolder(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : findProjectFolder(dirname(folder));
}
