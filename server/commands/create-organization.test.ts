import { expect, test } from 'vitest';
import { signIn } from '#domain/identity/sign-in.ts';
import { anonymous } from '#domain/viewer.ts';
import { contextOf } from '#tests/kit/person.ts';
import { world } from '#tests/kit/world.ts';
import { createOrganization } from './create-organization.ts';

test('the owner of a new organization signs in with the password that was shown', async () => {
  const lab = await world();
  const password = await createOrganization(lab.databases, { slug: 'acme', name: 'Acme', owner: 'You@Acme.example' });
  const { user } = await signIn(contextOf(lab, anonymous), { email: 'you@acme.example', password: password ?? '' });
  expect(await lab.databases.system.membership.findMany({ where: { userId: user.id } })).toMatchObject([
    { role: 'OWNER' },
  ]);
});

test('an account that is there keeps its password, and a slug is given once', async () => {
  const { databases, alice } = await world();
  expect(await createOrganization(databases, { slug: 'acme', name: 'Acme', owner: alice.email })).toBeNull();
  await expect(createOrganization(databases, { slug: 'acme', name: 'Other', owner: alice.email })).rejects.toThrow(
    'already',
  );
});
