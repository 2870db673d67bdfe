import { existsSync } from 'node:fs';
import { run } from './run.ts';

/**
 * Long tests at full size: `npm run prove` runs all, `npm run prove -- isolation` runs one. Each prints one line of
 * figures. `npm test` runs a short form of each.
 */
const proofs: Record<string, string> = {
  isolation: 'tests/isolation/prove.ts',
  chaos: 'tests/chaos/prove.ts',
  'publish-model': 'tests/chaos/model/prove.ts',
  paging: 'tests/paging/prove.ts',
  busy: 'tests/busy/prove.ts',
  hostile: 'tests/hostile/prove.ts',
};

const [wanted, ...options] = process.argv.slice(2);
const chosen = wanted ? [wanted] : Object.keys(proofs);
let failed = 0;
for (const name of chosen) {
  const file = proofs[name];
  if (!file || !existsSync(file)) {
    console.error(`There is no proof ${name}; there are ${Object.keys(proofs).join(', ')}.`);
    process.exit(2);
  }
  const { code } = await run('tsx', [file, ...options]);
  if (code !== 0) failed += 1;
}
process.exit(failed === 0 ? 0 : 1);
