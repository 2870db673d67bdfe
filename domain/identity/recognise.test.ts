import { expect, test, vi } from 'vitest';
import { worldOfFile } from '#tests/kit/world.ts';
import { hashSecret } from '../secrets.ts';
import { recogniseSession, recogniseToken } from './recognise.ts';

const lab = worldOfFile();

test('who asks at the same moment is found out by one statement, and everybody is who they are', async () => {
  const { databases, policy, alice, bob, mallory } = lab();
  const { systemPool } = databases;
  const people = Array.from({ length: 60 }, (_, index) => [alice, bob, mallory][index % 3]!);
  await recogniseToken({ systemPool, policy }, alice.token); // records the time of last use now, as do the others
  await Promise.all([bob, mallory].map(({ token }) => recogniseToken({ systemPool, policy }, token)));

  const asked = vi.spyOn(systemPool, 'query');
  const viewers = await Promise.all([
    ...people.map(({ token }) => recogniseToken({ systemPool, policy }, token)),
    recogniseToken({ systemPool, policy }, 'vtr_nobody-has-this-one'),
  ]);
  expect(asked).toHaveBeenCalledTimes(1);
  asked.mockRestore();
  expect(viewers.map(({ userId }) => userId)).toEqual([...people.map(({ userId }) => userId), null]);
  for (const [index, { orgId, role }] of people.entries()) {
    expect([...viewers[index]!.memberships]).toEqual([[orgId, role]]);
  }
});

test('a credential that was good a moment ago is looked up again, and is good no more', async () => {
  const { databases, policy, bob } = lab();
  const { systemPool, system } = databases;
  const { sessionSecret } = await bob.inBrowser();
  const pieces = { systemPool, policy };
  expect((await recogniseSession(pieces, sessionSecret)).userId).toBe(bob.userId);
  await system.session.updateMany({
    where: { secretHash: hashSecret(sessionSecret) },
    data: { revokedAt: new Date() },
  });
  const [session, token] = await Promise.all([
    recogniseSession(pieces, sessionSecret),
    recogniseToken(pieces, bob.token),
  ]);
  expect(session.kind).toBe('ANONYMOUS');
  expect(token.userId).toBe(bob.userId);
});
