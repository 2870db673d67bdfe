import type { Client } from 'pg';
import { readEmailAddress } from '#formats/email-address.ts';
import type { Logger } from '../logger.ts';

interface Stored {
  id: string;
  email: string;
}

/** Pattern of addresses that are certainly in normal form: lower-case ASCII without special characters. */
const plain = String.raw`^[a-z0-9_+-]+(\.[a-z0-9_+-]+)*@([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]+$`;
const maxListed = 50;

/**
 * Rewrites the addresses of accounts and open invitations that an older version stored in another form. Does nothing
 * when it runs again.
 *
 * An account keeps its address if another account has the normal form, or if the address has no normal form. Its user
 * then signs in with the stored address.
 */
export async function rewriteAddresses(client: Client, logger?: Logger): Promise<void> {
  const changed: object[] = [];
  const kept: object[] = [];
  const { rows: users } = await client.query<Stored>(
    'SELECT id, email FROM "user" WHERE email !~ $1 ORDER BY created_at, id',
    [plain],
  );
  for (const { id, email } of users) {
    const address = normalForm(email);
    if (address === email) continue;
    if (address === null) kept.push({ user: id, email, reason: 'The address is not complete.' });
    else if (await rewriteUser(client, { id, email }, address)) changed.push({ user: id, from: email, to: address });
    else kept.push({ user: id, email, reason: `Another account has the address ${address}.` });
  }
  const { rows: invitations } = await client.query<Stored & { orgId: string }>(
    'SELECT org_id AS "orgId", id, email FROM invitation WHERE email !~ $1 AND accepted_at IS NULL AND revoked_at IS NULL AND expires_at > now()',
    [plain],
  );
  for (const { orgId, id, email } of invitations) {
    const address = normalForm(email);
    if (address === null || address === email) continue;
    await client.query('UPDATE invitation SET email = $3 WHERE org_id = $1 AND id = $2 AND email = $4', [
      orgId,
      id,
      address,
      email,
    ]);
    changed.push({ invitation: id, from: email, to: address });
  }
  if (changed.length > 0) {
    logger?.info(
      { count: changed.length, addresses: changed.slice(0, maxListed) },
      'Email addresses are stored in their normal form now.',
    );
  }
  if (kept.length > 0) {
    logger?.warn(
      { count: kept.length, addresses: kept.slice(0, maxListed) },
      'These accounts keep an email address that is not in its normal form. Sign in with the address as it is stored.',
    );
  }
}

/** Sets the address of an account. Returns false if another account has that address. */
async function rewriteUser(client: Client, { id, email }: Stored, address: string): Promise<boolean> {
  try {
    await client.query('UPDATE "user" SET email = $2 WHERE id = $1 AND email = $3', [id, address, email]);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === '23505') return false;
    throw error;
  }
}

/**
 * Returns the normal form of an address, or null. For `Ada <ada@lumen.example>`, returns the address in the brackets,
 * to which older versions sent mail.
 */
function normalForm(email: string): string | null {
  const [, inner] = /^[^<>]*<([^<>]+)>$/.exec(email.trim()) ?? [];
  return readEmailAddress(email).address ?? (inner === undefined ? null : readEmailAddress(inner).address);
}
