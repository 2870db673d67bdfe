import { expect, test } from 'vitest';
import { RateLimited } from '#domain/errors.ts';
import { worldOfFile } from '#tests/kit/world.ts';
import { networkOf } from '../network-of.ts';
import { type AttemptRules, attemptRules, countAttempts } from './count-attempts.ts';

const lab = worldOfFile();

const rule = (points: number) => ({ points, durationSeconds: 60 });
const rules: AttemptRules = {
  ...attemptRules,
  SIGN_IN: { accountAtAddress: rule(3), account: rule(5), address: rule(8) },
};

/** Returns how many of these attempts are accepted. */
async function letThrough(attempts: { count: () => Promise<void> }[]) {
  const results: boolean[] = [];
  for (const { count } of attempts) {
    results.push(
      await count().then(
        () => true,
        (error: unknown) => {
          expect(error).toBeInstanceOf(RateLimited);
          expect((error as RateLimited).retryAfterSeconds).toBeGreaterThan(0);
          expect((error as RateLimited).retryAfterSeconds).toBeLessThanOrEqual(60);
          return false;
        },
      ),
    );
  }
  return results.filter(Boolean).length;
}

test('an account is limited at one address, and more loosely everywhere', async () => {
  const { databases } = lab();
  const here = countAttempts(databases.systemPool, rules);
  const there = countAttempts(databases.systemPool, rules); // another process
  const at = (attempts: typeof here, address: string) => ({
    count: () => attempts.count('SIGN_IN', { account: 'alice@limits.example', address }),
  });
  expect(
    await letThrough([at(here, '192.0.2.1'), at(there, '192.0.2.1'), at(here, '192.0.2.1'), at(there, '192.0.2.1')]),
  ).toBe(3);
  expect(await letThrough([at(here, '192.0.2.2'), at(there, '192.0.2.3'), at(here, '192.0.2.4')])).toBe(1);
});

test('an address is limited over all accounts, an IPv6 subscriber as one', async () => {
  const attempts = countAttempts(lab().databases.systemPool, rules);
  const tries = Array.from({ length: 12 }, (_, index) => ({
    count: () =>
      attempts.count('SIGN_IN', { account: `nobody-${index}@limits.example`, address: `2001:db8:1:2::${index + 1}` }),
  }));
  expect(await letThrough(tries)).toBe(8);
});

test('attempts at the same moment are all counted', async () => {
  const attempts = countAttempts(lab().databases.systemPool, rules);
  const who = { account: 'crowd@limits.example', address: '198.51.100.7' };
  const results = await Promise.allSettled(Array.from({ length: 20 }, () => attempts.count('SIGN_IN', who)));
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
});

test('who turns out to be right starts anew; the address does not', async () => {
  const attempts = countAttempts(lab().databases.systemPool, rules);
  const who = { account: 'bob@limits.example', address: '203.0.113.9' };
  const again = { count: () => attempts.count('SIGN_IN', who) };
  expect(await letThrough([again, again, again])).toBe(3);
  await attempts.forgive('SIGN_IN', who);
  expect(await letThrough([again, again, again, again])).toBe(3);
  await attempts.forgive('SIGN_IN', who);
  expect(await letThrough([again, again])).toBe(1);
});

test('no address that was typed is stored', async () => {
  const attempts = countAttempts(lab().databases.systemPool, rules);
  await attempts.count('SIGN_IN', { account: 'canary@limits.example', address: '203.0.113.10' });
  const { rows } = await lab().databases.systemPool.query<{ key: string }>('SELECT key FROM attempt');
  expect(rows.length).toBeGreaterThan(0);
  expect(JSON.stringify(rows)).not.toContain('canary');
});

test.each([
  ['192.0.2.1', '192.0.2.1'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:0DB8:0001:0002::1', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
])('%s counts as %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});
