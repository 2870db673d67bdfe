import { createHash } from 'node:crypto';
import type pg from 'pg';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { Attempt, Attempter, Attempts } from '#domain/attempts.ts';
import { RateLimited } from '#domain/errors.ts';
import { networkOf } from '../network-of.ts';

interface Rule {
  points: number;
  durationSeconds: number;
}

/**
 * Limits for the number of attempts within a time. `accountAtAddress` limits an account from one address, `account` an
 * account from all addresses, and `address` all accounts from one address.
 */
export type AttemptRules = Record<Attempt, { accountAtAddress: Rule; account: Rule; address: Rule }>;

const minute = 60;
const hour = 3_600;

// The limit of an account alone is higher than that of an account at an address. A stranger who guesses passwords
// therefore does not easily lock the owner out. The limit of an address is high, because a whole office may share one
// address.
export const attemptRules: AttemptRules = {
  SIGN_IN: {
    accountAtAddress: { points: 10, durationSeconds: 15 * minute },
    account: { points: 50, durationSeconds: hour },
    address: { points: 100, durationSeconds: 15 * minute },
  },
  PASSWORD_RESET: {
    accountAtAddress: { points: 3, durationSeconds: hour },
    account: { points: 10, durationSeconds: hour },
    address: { points: 30, durationSeconds: hour },
  },
  INVITATION: {
    accountAtAddress: { points: 30, durationSeconds: hour },
    account: { points: 30, durationSeconds: hour },
    address: { points: 60, durationSeconds: hour },
  },
  // A whole class may open one link in the same minute from one address.
  SHARE_LINK: {
    accountAtAddress: { points: 300, durationSeconds: hour },
    account: { points: 300, durationSeconds: hour },
    address: { points: 300, durationSeconds: hour },
  },
};

/** Counts attempts in PostgreSQL, so that all processes count together. */
export function countAttempts(systemPool: pg.Pool, rules: AttemptRules = attemptRules): Attempts {
  const limiters = new Map<string, RateLimiterPostgres>();
  const limiterOf = (attempt: Attempt, kind: keyof AttemptRules[Attempt]) => {
    const keyPrefix = `${attempt}:${kind}`;
    const { points, durationSeconds: duration } = rules[attempt][kind];
    const known =
      limiters.get(keyPrefix) ??
      new RateLimiterPostgres({
        storeClient: systemPool,
        storeType: 'pool',
        tableName: 'attempt',
        tableCreated: true,
        // Only the first limiter deletes expired rows, for all limiters.
        clearExpiredByTimeout: limiters.size === 0,
        keyPrefix,
        points,
        duration,
        // A caller over the limit costs no further SQL statement.
        inMemoryBlockOnConsumed: points + 1,
      });
    limiters.set(keyPrefix, known);
    return known;
  };
  const countersOf = (attempt: Attempt, { account, address }: Attempter) => {
    const network = address === null ? null : networkOf(address);
    return [
      ...(network ? [{ limiter: limiterOf(attempt, 'address'), key: network }] : []),
      ...(account ? [{ limiter: limiterOf(attempt, 'account'), key: digest(account) }] : []),
      ...(account && network
        ? [{ limiter: limiterOf(attempt, 'accountAtAddress'), key: digest(`${account} ${network}`) }]
        : []),
    ];
  };

  return {
    async count(attempt, who) {
      const results = await Promise.allSettled(
        countersOf(attempt, who).map(({ limiter, key }) => limiter.consume(key)),
      );
      const refusals = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []));
      const failure = refusals.find((reason) => !(reason instanceof RateLimiterRes));
      if (failure) throw failure;
      const waits = refusals.map((reason) => (reason as RateLimiterRes).msBeforeNext);
      if (waits.length > 0) throw new RateLimited(Math.max(1, Math.ceil(Math.max(...waits) / 1000)));
    },
    async forgive(attempt, who) {
      const ofAccount = countersOf(attempt, who).slice(who.address === null ? 0 : 1);
      await Promise.all(ofAccount.map(({ limiter, key }) => limiter.delete(key)));
    },
  };
}

/** Hashes an account name, so that addresses that users typed are not stored. */
function digest(account: string): string {
  return createHash('sha256').update(account).digest('base64url');
}
