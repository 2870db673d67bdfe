import { spawnSync } from 'node:child_process';

/**
 * Returns whether a requirement of some tests was found on this machine, for `test.skipIf(!…)`. If it is missing,
 * prints that the tests are skipped. Throws instead if the environment variable is 1.
 */
export function isAtHand(found: boolean, need: string, variable: `REQUIRE_${string}`): boolean {
  if (found) return true;
  if (process.env[variable] === '1') throw new Error(`${variable}=1, and this machine lacks ${need}.`);
  console.warn(`NOT RUN: tests that need ${need}. With ${variable}=1 they fail instead.`);
  return false;
}

/** Returns whether all these programs can be started. */
export function hasPrograms(...programs: string[]): boolean {
  return programs.every((program) => spawnSync(program, ['--version'], { stdio: 'ignore' }).error === undefined);
}
