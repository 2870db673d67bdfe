import { run } from '../scripts/run.ts';

/** The benchmarks, each with what it is measured against in the same run: `npm run bench -- uploads`. */
const benchmarks: Record<string, string> = {
  ingest: 'bench/ingest/publish.ts',
  mint: 'bench/mint/mint.ts',
  query: 'bench/query/run.ts',
  uploads: 'bench/uploads/upload.ts',
};

const [name = '', ...options] = process.argv.slice(2);
const file = benchmarks[name];
if (!file) {
  console.error(`Which one? There are ${Object.keys(benchmarks).join(', ')}.`);
  process.exit(2);
}
process.exit((await run('tsx', [file, ...options])).code);
