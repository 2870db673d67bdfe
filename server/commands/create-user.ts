import type { Databases } from '#database/databases.ts';
import { createResetLink } from '#domain/identity/create-reset-link.ts';
import { accountAddress, findAccount } from '#domain/identity/find-account.ts';
import { newId } from '#domain/ids.ts';
import { CommandRefused } from './command-refused.ts';
import { requireAddress } from './require-address.ts';

const linkMinutes = 24 * 60;

/**
 * Creates an account without a password. Returns a link that is valid for a day and opens a page to set the password.
 */
export async function createUser(
  { system }: Databases,
  origin: string,
  { email, name }: { email: string; name?: string | undefined },
): Promise<string> {
  const address = requireAddress(email);
  if (await system.user.findUnique({ where: { email: address } })) {
    throw new CommandRefused(`An account with the email address ${address} already exists.`);
  }
  const user = { id: newId(), email: address, name: name?.trim() || address.slice(0, address.indexOf('@')) };
  await system.user.create({ data: user });
  return createResetLink(system, origin, { userId: user.id, minutes: linkMinutes });
}

/** Returns a link that is valid for a day and opens a page to set a new password for an account. */
export async function createPasswordLink({ system }: Databases, origin: string, email: string): Promise<string> {
  const user = await findAccount(system, accountAddress(email));
  if (!user) throw new CommandRefused(`No account has the email address ${email}.`);
  return createResetLink(system, origin, { userId: user.id, minutes: linkMinutes });
}
