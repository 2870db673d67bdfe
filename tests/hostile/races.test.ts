import { beforeAll, expect, test } from 'vitest';
import { newId } from '#domain/ids.ts';
import { hashSecret, newSecret } from '#domain/secrets.ts';
import { anonymous } from '#domain/viewer.ts';
import { isAnswerCode } from '#server/graphql/answer-codes.ts';
import { operations } from '#tests/isolation/operations.ts';
import { fill } from '#tests/isolation/scene.ts';
import { mutate, type Outcome } from '#tests/kit/mutate.ts';
import { contextOf } from '#tests/kit/person.ts';
import { worldOfFile } from '#tests/kit/world.ts';

const lab = worldOfFile({ poolSize: 10 });
beforeAll(async () => {
  await fill(lab(), lab().olive, lab().birds, 'heron');
});

const six = Array.from({ length: 6 });
const codesOf = (outcomes: Outcome[]) => outcomes.map(({ code, __typename }) => code ?? String(__typename)).sort();
const nobody = () => contextOf(lab(), anonymous);

async function invite(email: string, { id: orgId } = lab().lumen, { userId } = lab().olive) {
  const secret = newSecret();
  await lab().databases.system.invitation.create({
    data: {
      id: newId(),
      orgId,
      email,
      role: 'VIEWER',
      secretHash: hashSecret(secret),
      invitedBy: userId,
      expiresAt: new Date(Date.now() + 3_600_000),
    },
  });
  return secret;
}

const account = { name: 'Heron', password: 'heron egret bittern' };

test('one invitation that is accepted six times at once makes one member', async () => {
  const secret = await invite('six@guests.example');
  const outcomes = await Promise.all(six.map(() => mutate(nobody(), 'acceptInvitation', { secret, ...account })));
  const codes = codesOf(outcomes);
  expect(codes.filter((code) => code === 'AcceptInvitationSuccess')).toHaveLength(1);
  expect(codes.filter((code) => code === 'NOT_FOUND' || code === 'UNAUTHENTICATED')).toHaveLength(5);
  expect(await lab().databases.system.user.count({ where: { email: 'six@guests.example' } })).toBe(1);
});

test('two invitations of one new address make one account', async () => {
  const secrets = await Promise.all([
    invite('two@guests.example'),
    invite('two@guests.example', lab().meridian, lab().mallory),
  ]);
  const outcomes = await Promise.all(
    secrets.map((secret) => mutate(nobody(), 'acceptInvitation', { secret, ...account })),
  );
  expect(codesOf(outcomes)).toEqual(['AcceptInvitationSuccess', 'UNAUTHENTICATED']);
});

test('one reset link that is used six times at once changes the password once', async () => {
  const secret = newSecret();
  const { system } = lab().databases;
  await system.user.update({ where: { id: lab().bob.userId }, data: { passwordHash: 'none' } });
  await system.passwordReset.create({
    data: {
      id: newId(),
      userId: lab().bob.userId,
      secretHash: hashSecret(secret),
      expiresAt: new Date(Date.now() + 3_600_000),
    },
  });
  const outcomes = await Promise.all(
    six.map(() => mutate(nobody(), 'completePasswordReset', { secret, newPassword: account.password })),
  );
  const codes = codesOf(outcomes);
  expect(codes.filter((code) => code === 'CompletePasswordResetSuccess')).toHaveLength(1);
  expect(codes.filter((code) => code === 'INVALID_INPUT' || code === 'RATE_LIMITED')).toHaveLength(5);
});

test('six datasets with one slug are one', async () => {
  const input = await operations['Mutation.createDataset']!.input!(lab());
  const outcomes = await Promise.all(six.map(() => mutate(lab().olive, 'createDataset', input)));
  expect(codesOf(outcomes)).toEqual([...six.slice(1).map(() => 'ALREADY_EXISTS'), 'CreateDatasetSuccess']);
});

const mutations = Object.entries(operations).flatMap(([name, { input }]) =>
  name.startsWith('Mutation.') && input && !/leaveOrganization|signOut/.test(name)
    ? [{ name: name.slice(9), input }]
    : [],
);

test('no mutation that is sent three times at once is answered by a bug', async () => {
  const bugs: string[] = [];
  for (const { name, input } of mutations) {
    const given = await input(lab());
    const outcomes = await Promise.all(six.slice(3).map(() => mutate(lab().olive, name, given)));
    for (const { code, message } of outcomes) {
      if (code && (code === 'INTERNAL_SERVER_ERROR' || !isAnswerCode(code))) bugs.push(`${name}: ${code} ${message}`);
    }
  }
  expect(bugs).toEqual([]);
  expect(mutations.length).toBeGreaterThan(30);
});
