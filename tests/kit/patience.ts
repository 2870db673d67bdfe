/**
 * Options of `vi.waitFor` and `vi.waitUntil`. The time limit allows for a heavily loaded machine: passing tests are
 * much faster. `expect.poll` has the same limit in `vitest.config.ts`.
 */
export const patience = { timeout: 120_000, interval: 50 };
