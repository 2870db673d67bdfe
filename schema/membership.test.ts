import { beforeEach, expect, test } from 'vitest';
import { newId } from '#domain/ids.ts';
import { type Delivery, type Mail, maxDeliveryMilliseconds } from '#domain/mail.ts';
import { invitationMilliseconds } from '#domain/organizations/create-invitation.ts';
import { anonymous } from '#domain/viewer.ts';
import { answerIn, answerTo, ask } from '#tests/kit/ask.ts';
import { idOf, membershipOf, mutate } from '#tests/kit/mutate.ts';
import { contextOf, createPerson } from '#tests/kit/person.ts';
import { world, worldOfFile } from '#tests/kit/world.ts';

const lab = worldOfFile();
const lumen = () => idOf('Organization', lab().lumen);
const nobody = () => contextOf(lab(), anonymous);

/** Returns the secret after the # of the link in the last mail. */
function lastSecret(): string {
  return /#([\w-]+)/.exec(lab().outbox.at(-1)?.text ?? '')?.[1] ?? '';
}

const password = 'heron egret bittern crane';

beforeEach(() => lab().outbox.splice(0));

test('members see each other; a stranger sees nobody', async () => {
  const { bob, mallory } = lab();
  const members = '{ organization(slug: "lumen") { members { edges { node { role user { name email } } } } } }';
  expect(JSON.stringify(await ask(bob, members))).toContain('olive@');
  expect(await ask(mallory, members)).toEqual({ organization: null });
});

test('somebody who is invited makes an account and is a member at once', async () => {
  const { ada, outbox } = lab();
  const invited = { organizationId: lumen(), email: 'Carol@Guests.example', role: 'PUBLISHER' };
  expect(await mutate(ada, 'inviteMember', invited, 'invitation { email state }')).toMatchObject({
    invitation: { email: 'carol@guests.example', state: 'OPEN' },
  });
  expect(outbox).toMatchObject([{ to: 'carol@guests.example', text: expect.stringContaining('/invitation#') }]);
  const secret = lastSecret();
  const offer = 'query ($secret: String!) { invitation(secret: $secret) { organizationName email role hasAccount } }';
  expect(await answerIn(nobody(), offer, { secret })).toEqual({
    data: {
      invitation: { organizationName: 'Lumen', email: 'carol@guests.example', role: 'PUBLISHER', hasAccount: false },
    },
  });
  expect(await answerIn(nobody(), offer, { secret: 'guessed' })).toEqual({ data: { invitation: null } });

  expect(await mutate(nobody(), 'acceptInvitation', { secret, name: 'Carol', password: 'short' })).toMatchObject({
    code: 'INVALID_INPUT',
  });
  const context = nobody();
  const cookies: string[] = [];
  context.cookies.setSession = ({ secret: session }) => void cookies.push(session);
  expect(await mutate(context, 'acceptInvitation', { secret, name: 'Carol', password }, 'user { name }')).toMatchObject(
    {
      user: { name: 'Carol' },
    },
  );
  expect(cookies).toHaveLength(1);
  expect(await answerIn(nobody(), offer, { secret })).toEqual({ data: { invitation: null } });
  expect(await mutate(nobody(), 'acceptInvitation', { secret, name: 'Eve', password })).toMatchObject({
    code: 'NOT_FOUND',
  });
});

test('one who has an account signs in to accept; who is signed in joins with that account', async () => {
  const { ada, mallory, databases } = lab();
  await mutate(ada, 'inviteMember', { organizationId: lumen(), email: mallory.email, role: 'VIEWER' });
  const secret = lastSecret();
  expect(await mutate(nobody(), 'acceptInvitation', { secret, name: 'M', password })).toMatchObject({
    code: 'UNAUTHENTICATED',
  });
  expect(await mutate(mallory, 'acceptInvitation', { secret })).toMatchObject({ code: 'FORBIDDEN' }); // by a token
  const browser = await mallory.inBrowser();
  expect(await mutate(browser, 'acceptInvitation', { secret })).not.toHaveProperty('code');
  const mine = await ask(browser, '{ viewer { memberships { role organization { slug } } } }');
  expect(mine).toMatchObject({ viewer: { memberships: [{ role: 'OWNER' }, { role: 'VIEWER' }] } });
  await databases.system.membership.delete({
    where: { orgId_userId: { orgId: lab().lumen.id, userId: mallory.userId } },
  });
});

test('an invitation is good once, however many open it at the same moment', async () => {
  const { ada, databases } = lab();
  await mutate(ada, 'inviteMember', { organizationId: lumen(), email: 'crowd@guests.example', role: 'VIEWER' });
  const secret = lastSecret();
  const answers = await Promise.all(
    Array.from({ length: 6 }, (_, index) =>
      mutate(nobody(), 'acceptInvitation', { secret, name: `Nr ${index}`, password }),
    ),
  );
  expect(answers.filter(({ code }) => code === undefined)).toHaveLength(1);
  expect(await databases.system.user.count({ where: { email: 'crowd@guests.example' } })).toBe(1);
});

test('an invitation says what became of its mail', async () => {
  const { ada, databases } = lab();
  const input = { organizationId: lumen(), email: 'dora@guests.example', role: 'VIEWER' };
  const selection = 'invitation { mailState }';
  const by = async (way: Mail['way'], send: Mail['send']) =>
    mutate({ ...(await ada.context()), mail: { way, send } }, 'inviteMember', input, selection);
  expect(await by('SMTP', () => Promise.resolve('SENT'))).toMatchObject({ invitation: { mailState: 'SENT' } });
  expect(await by('SMTP', () => Promise.resolve('FAILED'))).toMatchObject({ invitation: { mailState: 'FAILED' } });
  expect(await by('LOG', () => Promise.resolve('NOT_SENT'))).toMatchObject({ invitation: { mailState: 'NOT_SENT' } });

  // With a slow mail server, the mutation returns before the mail is delivered. The list shows the right state
  // afterwards.
  let deliver = () => {};
  const slow = by('SMTP', () => new Promise((resolve) => (deliver = () => resolve('FAILED'))));
  const sending = await slow;
  expect(sending).toMatchObject({ invitation: { mailState: 'SENDING' } });
  // If the server ends meanwhile, the stored state stays `SENDING`. After the last attempt that there can be, the list
  // shows `FAILED`.
  const where = { email: input.email, revokedAt: null };
  await databases.system.invitation.updateMany({
    where,
    data: { expiresAt: new Date(Date.now() + invitationMilliseconds - maxDeliveryMilliseconds - 1_000) },
  });
  const list = '{ organization(slug: "lumen") { invitations(first: 1) { edges { node { mailState } } } } }';
  expect(JSON.stringify(await ask(ada, list))).toContain('FAILED');
  deliver();
  await expect
    .poll(() => databases.system.invitation.findFirst({ where: { email: input.email, revokedAt: null } }))
    .toMatchObject({ mailState: 'FAILED' });
});

test('a repeated invitation sends a second mail only if the first one failed', async () => {
  const { ada, databases } = lab();
  const input = { organizationId: lumen(), email: 'fay@guests.example', role: 'VIEWER', idempotencyKey: 'fay' };
  const links: string[] = [];
  const invite = async (delivery: Delivery) => {
    const send: Mail['send'] = ({ text }) => {
      links.push(/#(\S+)/.exec(text)![1]!);
      return Promise.resolve(delivery);
    };
    const context = { ...(await ada.context()), mail: { way: 'SMTP' as const, send } };
    return mutate(context, 'inviteMember', input, 'invitation { id mailState }');
  };
  const first = await invite('FAILED');
  expect(first).toMatchObject({ invitation: { mailState: 'FAILED' } });
  const second = await invite('SENT');
  expect(second).toMatchObject({ invitation: { ...(first['invitation'] as object), mailState: 'SENT' } });
  expect(await invite('SENT')).toEqual(second);
  expect(links).toHaveLength(2);

  // The server ended before the mail was sent: the stored state stays `SENDING`.
  await databases.system.invitation.updateMany({
    where: { email: input.email },
    data: {
      mailState: 'SENDING',
      expiresAt: new Date(Date.now() + invitationMilliseconds - maxDeliveryMilliseconds - 1_000),
    },
  });
  expect(await invite('SENT')).toEqual(second);
  expect(await invite('SENT')).toEqual(second);
  expect(new Set(links).size).toBe(3);
  const accept = (secret: string) => mutate(nobody(), 'acceptInvitation', { secret, name: 'Fay', password });
  expect(await accept(links[1]!)).toMatchObject({ code: 'NOT_FOUND' });
  expect(await accept(links[2]!)).not.toHaveProperty('code');
});

test('a server without mail invites nobody, and names the command that does', async () => {
  const { ada, bob, databases } = lab();
  const mail: Mail = { way: 'NONE', send: () => Promise.resolve('NOT_SENT') };
  const input = { organizationId: lumen(), email: 'emil@guests.example', role: 'VIEWER' };
  const refused = await mutate({ ...(await ada.context()), mail }, 'inviteMember', input);
  expect(refused).toMatchObject({
    code: 'MAIL_UNAVAILABLE',
    message: expect.stringContaining('vitrine member invite'),
  });
  expect(await databases.system.invitation.count({ where: { email: input.email } })).toBe(0);
  // A caller who may not invite does not learn that mail is off. A password reset returns the same for everybody.
  expect(await mutate({ ...(await bob.context()), mail }, 'inviteMember', input)).toMatchObject({ code: 'FORBIDDEN' });
  for (const email of [bob.email, 'nobody@nowhere.example']) {
    expect(await mutate({ ...nobody(), mail }, 'requestPasswordReset', { email })).toMatchObject({
      code: 'MAIL_UNAVAILABLE',
    });
  }
});

test.each([
  '<new@guests.example>',
  'New <new@guests.example>',
  'n\u200bew@guests.example',
  'new@guests',
  'a\u0000@b.example',
])('an invitation to %j is refused', async (email) => {
  const { ada, outbox } = lab();
  expect(await mutate(ada, 'inviteMember', { organizationId: lumen(), email, role: 'VIEWER' })).toMatchObject({
    code: 'INVALID_INPUT',
  });
  expect(outbox).toEqual([]);
});

test('an invitation and the account it makes have one address, however it is written', async () => {
  const { ada, outbox, databases } = lab();
  await mutate(ada, 'inviteMember', { organizationId: lumen(), email: ' Fen@M\u00fcller.example ', role: 'VIEWER' });
  const address = 'fen@xn--mller-kva.example';
  expect(outbox).toMatchObject([{ to: address }]);
  await mutate(nobody(), 'acceptInvitation', { secret: lastSecret(), name: 'Fen', password });
  expect(await databases.system.user.count({ where: { email: address } })).toBe(1);
  for (const email of ['FEN@mu\u0308ller.example', ` ${address}`]) {
    expect(await mutate(nobody(), 'signIn', { email, password })).not.toHaveProperty('code');
  }
});

test('who may not invite, does not; only owners invite owners', async () => {
  const { alice, bob, ada, olive, mallory, outbox } = lab();
  const input = (role: string) => ({ organizationId: lumen(), email: 'new@guests.example', role });
  for (const person of [alice, bob]) {
    expect(await mutate(person, 'inviteMember', input('VIEWER'))).toMatchObject({ code: 'FORBIDDEN' });
  }
  expect(await mutate(mallory, 'inviteMember', input('VIEWER'))).toMatchObject({ code: 'NOT_FOUND' });
  expect(await mutate(ada, 'inviteMember', input('OWNER'))).toMatchObject({ code: 'FORBIDDEN' });
  expect(await mutate(ada, 'inviteMember', { ...input('VIEWER'), email: bob.email })).toMatchObject({
    code: 'ALREADY_EXISTS',
  });
  expect(await mutate(ada, 'inviteMember', { ...input('VIEWER'), email: 'a@b\r\nBcc: all@b.example' })).toMatchObject({
    code: 'INVALID_INPUT',
  });
  expect(outbox).toEqual([]);
  expect(await mutate(olive, 'inviteMember', input('OWNER'))).not.toHaveProperty('code');
});

test('an invitation ends when it is replaced, revoked, or its sender may no longer send it', async () => {
  const { ada, olive } = lab();
  const offer = (secret: string) =>
    answerIn(nobody(), 'query ($secret: String!) { invitation(secret: $secret) { email } }', { secret });
  const invite = async (role = 'VIEWER') => {
    const outcome = await mutate(
      olive,
      'inviteMember',
      { organizationId: lumen(), email: 'dora@guests.example', role },
      'invitation { id }',
    );
    return { id: (outcome['invitation'] as { id: string }).id, secret: lastSecret() };
  };
  const first = await invite();
  const second = await invite();
  expect(await offer(first.secret)).toEqual({ data: { invitation: null } });
  expect(await offer(second.secret)).toEqual({ data: { invitation: { email: 'dora@guests.example' } } });
  expect(await mutate(ada, 'revokeInvitation', { invitationId: second.id }, 'invitation { state }')).toMatchObject({
    invitation: { state: 'REVOKED' },
  });
  expect(await offer(second.secret)).toEqual({ data: { invitation: null } });

  const greta = await createPerson(lab(), 'greta', lab().lumen.id, 'ADMIN');
  await mutate(greta, 'inviteMember', { organizationId: lumen(), email: 'friend@guests.example', role: 'ADMIN' });
  const secret = lastSecret();
  await mutate(olive, 'setMemberRole', { membershipId: membershipOf(greta), role: 'VIEWER' });
  expect(await offer(secret)).toEqual({ data: { invitation: null } });
});

test('admins give roles, owners make owners, and nobody else does either', async () => {
  const { ada, alice, bob, olive, mallory } = lab();
  const give = (who: typeof ada, whom: typeof ada, role: string) =>
    mutate(who, 'setMemberRole', { membershipId: membershipOf(whom), role }, 'membership { role }');
  expect(await give(ada, bob, 'PUBLISHER')).toMatchObject({ membership: { role: 'PUBLISHER' } });
  expect(await give(ada, bob, 'VIEWER')).toMatchObject({ membership: { role: 'VIEWER' } });
  expect(await give(ada, bob, 'OWNER')).toMatchObject({ code: 'FORBIDDEN' });
  expect(await give(ada, olive, 'VIEWER')).toMatchObject({ code: 'FORBIDDEN' });
  expect(await give(alice, bob, 'PUBLISHER')).toMatchObject({ code: 'FORBIDDEN' });
  expect(await give(bob, bob, 'OWNER')).toMatchObject({ code: 'FORBIDDEN' });
  expect(await give(olive, olive, 'ADMIN')).toMatchObject({ code: 'LAST_OWNER' });

  const foreign = await give(mallory, bob, 'OWNER');
  expect(foreign).toMatchObject({ code: 'NOT_FOUND' });
  const never = idOf('Membership', `${lab().lumen.id}.${newId()}`);
  expect(await mutate(mallory, 'setMemberRole', { membershipId: never, role: 'OWNER' })).toEqual(foreign);
  expect(await mutate(ada, 'setMemberRole', { membershipId: never, role: 'VIEWER' })).toEqual(foreign);
});

test('a removed member keeps nothing: no token, no session rights, no grant, no link, no invitation', async () => {
  const { ada, databases, lumen: organization, birds } = lab();
  const iris = await createPerson(lab(), 'iris', organization.id, 'ADMIN');
  const browser = await iris.inBrowser();
  await mutate(iris, 'createShareLink', { datasetId: idOf('Dataset', birds), name: 'for a friend' });
  await mutate(iris, 'grantDatasetAccess', { datasetId: idOf('Dataset', birds), userId: idOf('User', iris.userId) });
  await mutate(iris, 'inviteMember', { organizationId: lumen(), email: 'back@guests.example', role: 'ADMIN' });
  expect(await mutate(ada, 'removeMember', { membershipId: membershipOf(iris) })).not.toHaveProperty('code');

  const datasets = '{ viewer { kind } datasets { edges { node { slug } } } }';
  expect((await answerTo(iris, datasets)).data).toEqual({ viewer: null, datasets: null });
  expect(await ask(browser, datasets)).toMatchObject({ viewer: { kind: 'PERSON' }, datasets: { edges: [] } });
  const { system } = databases;
  expect(await system.datasetGrant.count({ where: { userId: iris.userId } })).toBe(0);
  expect(await system.shareLink.count({ where: { createdBy: iris.userId, revokedAt: null } })).toBe(0);
  expect(await system.invitation.count({ where: { invitedBy: iris.userId, revokedAt: null } })).toBe(0);
  // A new invitation does not make the old tokens valid again.
  await system.membership.create({ data: { orgId: organization.id, userId: iris.userId, role: 'ADMIN' } });
  expect((await answerTo(iris, datasets)).data).toEqual({ viewer: null, datasets: null });
});

test('the last owner stays, even when all owners leave at the same moment', async () => {
  const made = await world();
  const { olive, lumen: organization, databases } = made;
  const second = await createPerson(made, 'otto', organization.id, 'OWNER');
  const third = await createPerson(made, 'oona', organization.id, 'OWNER');
  const id = idOf('Organization', organization);
  const answers = await Promise.all([
    mutate(olive, 'leaveOrganization', { organizationId: id }),
    mutate(second, 'setMemberRole', { membershipId: membershipOf(second), role: 'VIEWER' }),
    mutate(third, 'leaveOrganization', { organizationId: id }),
    mutate(second, 'removeMember', { membershipId: membershipOf(olive) }),
  ]);
  expect(await databases.system.membership.count({ where: { orgId: organization.id, role: 'OWNER' } })).toBeGreaterThan(
    0,
  );
  expect(answers.map(({ code }) => code ?? 'OK')).toEqual(
    expect.arrayContaining([expect.stringMatching(/^(LAST_OWNER|FORBIDDEN|NOT_FOUND)$/)]),
  );
});
