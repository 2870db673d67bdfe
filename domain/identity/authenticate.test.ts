import { expect, test, vi } from 'vitest';
import { worldOfFile } from '#tests/kit/world.ts';
import { hashSecret } from '../secrets.ts';
import { authenticateSession, authenticateToken } from './authenticate.ts';

const lab = worldOfFile();

test('who asks at the same moment is found out by one statement, and everybody is who they are', async () => {
  const { databases, installation, alice, bob, mallory } = lab();
  const { systemPool } = databases;
  const people = Array.from({ length: 60 }, (_, index) => [alice, bob, mallory][index % 3]!);
  await authenticateToken({ systemPool, installation }, alice.token); // records the time of last use now, as do the others
  await Promise.all([bob, mallory].map(({ token }) => authenticateToken({ systemPool, installation }, token)));

  const asked = vi.spyOn(systemPool, 'query');
  const viewers = await Promise.all([
    ...people.map(({ token }) => authenticateToken({ systemPool, installation }, token)),
    authenticateToken({ systemPool, installation }, 'vtr_nobody-has-this-one'),
  ]);
  expect(asked).toHaveBeenCalledTimes(1);
  asked.mockRestore();
  expect(viewers.map(({ userId }) => userId)).toEqual([...people.map(({ userId }) => userId), null]);
  for (const [index, { orgId, role }] of people.entries()) {
    expect([...viewers[index]!.memberships]).toEqual([[orgId, role]]);
  }
});

test('a credential that was good a moment ago is looked up again, and is good no more', async () => {
  const { databases, installation, bob } = lab();
  const { systemPool, system } = databases;
  const { sessionSecret } = await bob.inBrowser();
  const pieces = { systemPool, installation };
  expect((await authenticateSession(pieces, sessionSecret)).userId).toBe(bob.userId);
  await system.session.updateMany({
    where: { secretHash: hashSecret(sessionSecret) },
    data: { revokedAt: new Date() },
  });
  const [session, token] = await Promise.all([
    authenticateSession(pieces, sessionSecret),
    authenticateToken(pieces, bob.token),
  ]);
  expect(session.kind).toBe('ANONYMOUS');
  expect(token.userId).toBe(bob.userId);
});
