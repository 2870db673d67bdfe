import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { expect, test } from 'vitest';
import { hashPassword } from '#domain/identity/password.ts';
import { signIn as signInto } from '#domain/identity/sign-in.ts';
import { newId } from '#domain/ids.ts';
import { anonymous } from '#domain/viewer.ts';
import type { Logger } from '#server/logger.ts';
import { rewriteAddresses } from '#server/migrate/rewrite-addresses.ts';
import { projectFile } from '#system/project-files.ts';
import { mutate } from '#tests/kit/mutate.ts';
import { contextOf } from '#tests/kit/person.ts';
import { worldOfFile } from '#tests/kit/world.ts';
import { createPasswordLink, createUser } from './create-user.ts';
import { inviteByLink } from './invite-by-link.ts';
import { listMembers } from './list-members.ts';

const lab = worldOfFile();
const run = promisify(execFile);
const password = 'heron egret bittern crane';

/** Runs the command line as an operator does, with the settings of a server in production and without SMTP. */
async function vitrine(...args: string[]): Promise<{ stdout: string; stderr: string; code: number }> {
  const { connectionString, appConnectionString } = lab();
  const env = {
    PATH: process.env['PATH'],
    HOME: process.env['HOME'],
    NODE_ENV: 'production',
    DATABASE_URL: connectionString,
    APP_DATABASE_URL: appConnectionString,
    PUBLIC_URL: 'https://vitrine.example',
  };
  return run(process.execPath, [projectFile('bin/vitrine.js'), ...args], { env }).then(
    (output) => ({ ...output, code: 0 }),
    (error: { stdout: string; stderr: string; code: number }) => error,
  );
}

const nobody = () => contextOf(lab(), anonymous);
const signIn = (email: string) => mutate(nobody(), 'signIn', { email, password });
const secretOf = (link: string) => link.trim().split('#')[1] ?? '';

test('a second person comes in by an invitation whose link the operator prints', async () => {
  const { stdout } = await vitrine(
    'member',
    'invite',
    '--org',
    'lumen',
    '--email',
    'Gus@Guests.example',
    '--role',
    'publisher',
  );
  expect(stdout).toMatch(/^https:\/\/vitrine\.example\/invitation#[\w-]{40,}\n$/);
  const input = { secret: secretOf(stdout), name: 'Gus', password };
  expect(await mutate(nobody(), 'acceptInvitation', input)).not.toHaveProperty('code');
  expect(await signIn('gus@guests.example')).not.toHaveProperty('code');
  const { stdout: members } = await vitrine('member', 'list', '--org', 'lumen');
  expect(members).toMatch(/^publisher {2}gus@guests\.example +Gus$/m);
});

test('a member is not invited again', async () => {
  const { stdout, stderr } = await vitrine('member', 'invite', '--org', 'lumen', '--email', lab().bob.email);
  expect([stdout, stderr]).toEqual(['', expect.stringContaining('is already a member')]);
});

test('an account is made, and its person chooses the password by the printed link, once', async () => {
  const { stdout } = await vitrine('user', 'create', '--email', 'hana@guests.example', '--name', 'Hana');
  const input = { secret: secretOf(stdout), newPassword: password };
  expect(await mutate(nobody(), 'completePasswordReset', input)).not.toHaveProperty('code');
  expect(await mutate(nobody(), 'completePasswordReset', input)).toMatchObject({ code: 'INVALID_INPUT' });
  expect(await signIn('hana@guests.example')).not.toHaveProperty('code');

  const { stdout: again } = await vitrine('user', 'reset-password', '--email', 'hana@guests.example');
  expect(again).toMatch(/^https:\/\/vitrine\.example\/reset-password#/);
});

const origin = 'https://vitrine.example';

test('what cannot be done is said', async () => {
  const { databases } = lab();
  const invite = (org: string, email: string) => inviteByLink(databases, origin, { org, email, role: 'VIEWER' });
  await expect(createUser(databases, origin, { email: '<ida@guests.example>' })).rejects.toThrow(
    'is not an email address',
  );
  await expect(createUser(databases, origin, { email: lab().bob.email })).rejects.toThrow('already exists');
  await expect(createPasswordLink(databases, origin, 'nobody@nowhere.example')).rejects.toThrow(
    'No account has the email address',
  );
  await expect(invite('nowhere', 'a@b.example')).rejects.toThrow('No organization has the slug nowhere');
  await expect(listMembers(databases, 'nowhere')).rejects.toThrow('No organization has the slug nowhere');
});

test('addresses of an older version are rewritten at a start, and everybody still signs in', async () => {
  const { databases, connectionString } = lab();
  const passwordHash = await hashPassword(password);
  const stored = {
    composed: 'zo\u0308e@old.example',
    domain: 'ada@müller.example',
    display: '<cy@old.example>',
    // Of two accounts with one normal form, the older one gets it.
    first: 'I\u0308da@old.example'.toLowerCase(),
    second: '\u00efda@old.example',
    incomplete: 'root@mailhost',
    normal: 'dee@old-place.example',
  };
  const ids = new Map<string, string>();
  for (const [name, email] of Object.entries(stored)) {
    const { id } = await databases.system.user.create({ data: { id: newId(), email, name, passwordHash } });
    ids.set(name, id);
  }
  const lines: unknown[] = [];
  const log = (fields: object, text: string) => lines.push({ ...fields, text });
  const logger = { info: log, warn: log } as unknown as Logger;
  const client = new Client({ connectionString });
  await client.connect();
  try {
    await rewriteAddresses(client, logger);
    const users = await databases.system.user.findMany({ where: { id: { in: [...ids.values()] } } });
    expect(Object.fromEntries(users.map(({ name, email }) => [name, email]))).toEqual({
      composed: 'zöe@old.example',
      domain: 'ada@xn--mller-kva.example',
      display: 'cy@old.example',
      first: stored.first,
      second: stored.second,
      incomplete: stored.incomplete,
      normal: stored.normal,
    });
    expect(lines).toEqual([
      expect.objectContaining({
        count: 3,
        addresses: expect.arrayContaining([
          { user: ids.get('domain'), from: stored.domain, to: 'ada@xn--mller-kva.example' },
        ]),
      }),
      expect.objectContaining({
        count: 2,
        addresses: [
          { user: ids.get('first'), email: stored.first, reason: `Another account has the address ${stored.second}.` },
          { user: ids.get('incomplete'), email: stored.incomplete, reason: 'The address is not complete.' },
        ],
      }),
    ]);
    // Each user types the address as before, and signs in to their own account.
    for (const [name, email] of Object.entries(stored).filter(([name]) => name !== 'display')) {
      const { user } = await signInto(contextOf(lab(), anonymous), { email, password });
      expect([name, user.id]).toEqual([name, ids.get(name)]);
    }
    lines.length = 0;
    await rewriteAddresses(client, logger);
    expect(lines).toEqual([expect.objectContaining({ count: 2 })]);
  } finally {
    await client.end();
  }
});
