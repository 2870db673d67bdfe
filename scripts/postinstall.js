import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';

/**
 * Generates the Prisma client after an installation. Does nothing without the development dependencies: a production
 * installation runs what was built, which contains the client.
 */
const prisma = findPrisma();
if (prisma !== null) {
  const { status } = spawnSync(process.execPath, [prisma, 'generate', '--no-hints'], { stdio: 'inherit' });
  process.exit(status ?? 1);
}

function findPrisma() {
  try {
    return createRequire(import.meta.url).resolve('prisma/build/index.js');
  } catch {
    return null;
  }
}
