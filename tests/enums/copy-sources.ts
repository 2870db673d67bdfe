import { copyFileSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';

const rooms = [
  'bin',
  'client',
  'database',
  'domain',
  'formats',
  'object-store',
  'prisma',
  'schema',
  'sdk',
  'server',
  'system',
];
/** Compares the lists of manifests with those of the database. */
const comparison = 'domain/ingest/manifest/names.test.ts';

/** Copies what the compiler reads of the program, without tests. Returns the files. */
export function copySources(folder: string): string[] {
  const files = rooms
    .flatMap((room) => readdirSync(room, { recursive: true, encoding: 'utf8' }).map((name) => join(room, name)))
    .filter((name) => /\.tsx?$/.test(name) && (name === comparison || !/\.test\.tsx?$|\/testing\//.test(name)))
    .toSorted();
  for (const name of [...files, 'tsconfig.json', 'package.json']) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    copyFileSync(name, join(folder, name));
  }
  symlinkSync(join(process.cwd(), 'node_modules'), join(folder, 'node_modules'));
  return files;
}
