import type { Db, Tx } from '#database/databases.ts';
import { readEmailAddress } from '#formats/email-address.ts';
import type { User } from '#prisma/client/client.ts';

/** The two forms in which the database may contain an e-mail address that a person typed. */
export interface AccountAddress {
  normal: string;
  /**
   * Form of an earlier version: trimmed and in lower case. Accounts keep this form if the address has no normal form,
   * or if another account has the normal form.
   */
  asWritten: string;
}

/** Maximum length of an account's address, in UTF-16 code units. */
const maxLength = 320;

/** Returns both forms of a typed address. Never throws, so that every text takes the same time. */
export function accountAddress(text: string): AccountAddress {
  const asWritten = text.replaceAll('\0', '').trim().toLowerCase().slice(0, maxLength);
  return { normal: readEmailAddress(text).address ?? asWritten, asWritten };
}

/** Returns the account with a typed address, or null if there is none. */
export async function findAccount(system: Db | Tx, { normal, asWritten }: AccountAddress): Promise<User | null> {
  const found = await system.user.findMany({ where: { email: { in: [asWritten, normal] } } });
  return found.find(({ email }) => email === asWritten) ?? found[0] ?? null;
}
