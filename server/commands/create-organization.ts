import type { Databases } from '#database/databases.ts';
import { accountAddress, findAccount } from '#domain/identity/find-account.ts';
import { hashPassword } from '#domain/identity/password.ts';
import { newId } from '#domain/ids.ts';
import { newSecret } from '#domain/secrets.ts';
import { isSlug } from '#formats/dataset-names.ts';
import { CommandRefused } from './command-refused.ts';
import { requireAddress } from './require-address.ts';

export interface CreateOrganizationInput {
  slug: string;
  name: string;
  /** E-mail address of the first owner. The account is created if it does not exist. */
  owner: string;
}

/**
 * Creates an organization with its first owner. Requires only access to the server's database. Returns the password of
 * a new account, or null if the account existed.
 */
export async function createOrganization(
  databases: Databases,
  { slug, name, owner }: CreateOrganizationInput,
): Promise<string | null> {
  if (!isSlug(slug)) throw new CommandRefused('A slug must have 1 to 63 lower-case letters, digits or hyphens.');
  if (await databases.system.organization.findUnique({ where: { slug } }))
    throw new CommandRefused(`An organization with the slug ${slug} already exists.`);
  const known = await findAccount(databases.system, accountAddress(owner));
  const email = known?.email ?? requireAddress(owner);
  const password = known ? null : newSecret().slice(0, 20);
  const user = known ?? { id: newId() };
  await databases.system.$transaction([
    ...(password
      ? [
          databases.system.user.create({
            data: {
              id: user.id,
              email,
              name: email.split('@')[0] ?? email,
              passwordHash: await hashPassword(password),
            },
          }),
        ]
      : []),
    databases.system.organization.create({
      data: { id: newId(), slug, name, memberships: { create: { userId: user.id, role: 'OWNER' } } },
    }),
  ]);
  return password;
}
