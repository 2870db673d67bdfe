/**
 * Options of `vi.waitFor` and `vi.waitUntil`. The time limit is for a machine that is far overloaded: a test that
 * passes is much faster. `expect.poll` has the same limit in `vitest.config.ts`.
 */
export const patience = { timeout: 120_000, interval: 50 };
