/**
 * How long tests wait for a condition with `vi.waitFor` and `vi.waitUntil`. The time is an upper bound for a machine that
 * is far overloaded: a test that passes never waits so long. `expect.poll` has the same one in `vitest.config.ts`.
 */
export const patience = { timeout: 120_000, interval: 50 };
