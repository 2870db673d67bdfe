import { run } from '../scripts/run.ts';

/**
 * Runs a benchmark, which includes the comparison in the same run: `npm run bench -- uploads`. Without a name, runs the
 * benchmark of queries: `npm run bench -- --quick`.
 */
const benchmarks: Record<string, string> = {
  compare: 'bench/ingest/compare.ts',
  ingest: 'bench/ingest/publish.ts',
  lines: 'bench/manifest/lines.ts',
  media: 'bench/media/pictures.ts',
  mint: 'bench/mint/mint.ts',
  posters: 'bench/media/posters.ts',
  python: 'bench/python/python.ts',
  query: 'bench/query/run.ts',
  turns: 'bench/media/turns.ts',
  uploads: 'bench/uploads/upload.ts',
};

const given = process.argv.slice(2);
const isNamed = given[0] !== undefined && !given[0].startsWith('-');
const [name, options] = isNamed ? [given[0]!, given.slice(1)] : ['query', given];
const file = benchmarks[name];
if (!file) {
  console.error(`Which one? There are ${Object.keys(benchmarks).join(', ')}.`);
  process.exit(2);
}
process.exit((await run('tsx', [file, ...options])).code);
