import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './run.ts';

/**
 * Runs all tests: first with vitest, then in a browser with Playwright. With arguments, runs only vitest, and only the
 * files whose names contain one of them.
 */
const names = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'vitrine-results-'));
const results = { passed: 0, failed: 0, skipped: 0 };

const vitestFile = join(folder, 'vitest.json');
const vitest = await run('vitest', [
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${vitestFile}`,
  ...names,
]);
const rooms = JSON.parse(readFileSync(vitestFile, 'utf8')) as {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
};
results.passed += rooms.numPassedTests;
results.failed += rooms.numFailedTests;
results.skipped += rooms.numPendingTests;

let browserCode = 0;
if (names.length === 0) {
  const browserFile = join(folder, 'playwright.json');
  const browser = await run('tsx', ['scripts/test-browser.ts'], { env: { PLAYWRIGHT_JSON_OUTPUT_NAME: browserFile } });
  browserCode = browser.code;
  const pages = readBrowserResults(browserFile);
  results.passed += pages.expected + pages.flaky;
  results.failed += pages.unexpected;
  results.skipped += pages.skipped;
}
rmSync(folder, { recursive: true, force: true });

const failed = Math.max(results.failed, vitest.code !== 0 || browserCode !== 0 ? 1 : 0);
console.log(`\n${results.passed} passed, ${failed} failed${results.skipped > 0 ? `, ${results.skipped} skipped` : ''}`);
process.exit(failed === 0 ? 0 : 1);

function readBrowserResults(file: string) {
  try {
    const { stats } = JSON.parse(readFileSync(file, 'utf8')) as {
      stats: { expected: number; unexpected: number; flaky: number; skipped: number };
    };
    return stats;
  } catch {
    return { expected: 0, unexpected: 0, flaky: 0, skipped: 0 };
  }
}
