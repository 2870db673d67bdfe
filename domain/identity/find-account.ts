import type { Db, Tx } from '#database/databases.ts';
import { readEmailAddress } from '#formats/email-address.ts';
import type { User } from '#prisma/client/client.ts';

/** The two forms in which the address that a person typed may be stored. */
export interface AccountAddress {
  normal: string;
  /**
   * Form of an older rule: trimmed, in lower case. Accounts keep it when their address has no normal form, or when
   * another account has that form.
   */
  asWritten: string;
}

/** Longest address that an account may have, in UTF-16 code units. */
const maxLength = 320;

/** Returns both forms of a typed address. Never throws, so that every text takes the same work. */
export function accountAddress(text: string): AccountAddress {
  const asWritten = text.replaceAll('\0', '').trim().toLowerCase().slice(0, maxLength);
  return { normal: readEmailAddress(text).address ?? asWritten, asWritten };
}

/** Returns the account of a typed address, or null if there is none. */
export async function findAccount(system: Db | Tx, { normal, asWritten }: AccountAddress): Promise<User | null> {
  const found = await system.user.findMany({ where: { email: { in: [asWritten, normal] } } });
  return found.find(({ email }) => email === asWritten) ?? found[0] ?? null;
}
