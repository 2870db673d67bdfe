import { createPrivateKey } from 'node:crypto';
import type { Db } from '#database/databases.ts';
import type { SignatureKeys } from '#domain/webhooks/sign-delivery.ts';
import type { ClaimedWebhook } from './claim-webhooks.ts';

/** Returns the newest keys, and those before them while they overlap. */
export async function activeKeys(db: Db, { orgId, id }: ClaimedWebhook): Promise<SignatureKeys[]> {
  const [newest, previous] = await db.webhookSecret.findMany({
    where: { orgId, webhookId: id },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: 2,
  });
  if (!newest) return [];
  const active = previous && newest.previousUntil > new Date() ? [newest, previous] : [newest];
  return active.map(({ hmacKey, privateKey }) => ({
    hmacKey,
    privateKey: createPrivateKey({ key: Buffer.from(privateKey), format: 'der', type: 'pkcs8' }),
  }));
}
