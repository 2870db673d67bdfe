import type { Tx } from '#database/databases.ts';
import type { Webhook } from '#prisma/client/client.ts';
import type { EventKind } from '#prisma/client/enums.ts';
import { requirePermission } from '../access/membership.ts';
import type { Context } from '../context.ts';
import { InvalidInput, LimitExceeded } from '../errors.ts';
import { createOnce } from '../idempotency.ts';
import { newId } from '../ids.ts';
import { newSigningKeys, type SigningKeys } from './signing-keys.ts';
import { requireWebhookUrl } from './webhook-url.ts';

const maxWebhooks = 20;

export interface CreateWebhookInput {
  orgId: string;
  url: string;
  /** Kinds of events to deliver. An empty list means all kinds. */
  kinds: readonly EventKind[];
  /** Idempotency key, as described at `createOnce`. A repeated call replaces the secret of the webhook. */
  idempotencyKey?: string | null;
}

/** Creates a webhook. Events from now on are delivered to it. Returns its secret, which is shown only once. */
export async function createWebhook(
  { db, viewer, accessLog, installation }: Pick<Context, 'db' | 'viewer' | 'accessLog' | 'installation'>,
  { orgId, idempotencyKey, ...input }: CreateWebhookInput,
): Promise<{ webhook: Webhook; secret: string }> {
  requirePermission(viewer, 'ADMIN', orgId, 'organization');
  const url = requireWebhookUrl(input.url, installation.webhooks);
  const kinds = [...new Set(input.kinds)];
  const keys = newSigningKeys();
  const webhook = await db.$transaction((tx) =>
    createOnce(
      tx,
      viewer,
      { orgId, operation: 'createWebhook', idempotencyKey, input: { url, kinds } },
      {
        create: async (id) => {
          await requireRoom(tx, orgId);
          const position = (await tx.eventCounter.findUnique({ where: { orgId } }))?.last ?? 0n;
          const made = await tx.webhook.create({
            data: { id, orgId, url, kinds, position, publicKey: keys.publicKey, createdBy: viewer.userId },
          });
          await storeKeys(tx, made, keys, new Date());
          await accessLog.write(tx, { orgId, action: 'WEBHOOK', detail: { created: id, host: new URL(url).host } });
          return made;
        },
        replay: async (id) => {
          const { count } = await tx.webhook.updateMany({ where: { orgId, id }, data: { publicKey: keys.publicKey } });
          if (count === 0) return null;
          const replayed = await tx.webhook.findUniqueOrThrow({ where: { orgId_id: { orgId, id } } });
          await storeKeys(tx, replayed, keys, new Date());
          return replayed;
        },
      },
    ),
  );
  return { webhook, secret: keys.secret };
}

async function requireRoom(tx: Tx, orgId: string): Promise<void> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`webhooks:${orgId}`}, 0))::text`;
  if ((await tx.webhook.count({ where: { orgId } })) < maxWebhooks) return;
  throw new LimitExceeded(maxWebhooks, `An organization has at most ${maxWebhooks} webhooks. Delete one first.`);
}

/**
 * Stores new keys of a webhook. Until `previousUntil`, deliveries are also signed with the previous keys. No request
 * can read the keys later.
 */
async function storeKeys(
  tx: Tx,
  { orgId, id }: Pick<Webhook, 'orgId' | 'id'>,
  { hmacKey, privateKey }: SigningKeys,
  previousUntil: Date,
): Promise<void> {
  await tx.webhookSecret.createMany({
    data: [{ orgId, webhookId: id, id: newId(), hmacKey, privateKey, previousUntil }],
  });
}

const maxOverlapHours = 168;

/**
 * Replaces the keys of a webhook. For some hours, deliveries are also signed with the previous keys, so that receivers
 * have time to change. Returns the new secret, which is shown only once.
 */
export async function rotateWebhookSecret(
  { db, viewer, accessLog }: Pick<Context, 'db' | 'viewer' | 'accessLog'>,
  webhook: Pick<Webhook, 'orgId' | 'id'>,
  overlapHours: number | null | undefined,
): Promise<{ webhook: Webhook; secret: string }> {
  const { orgId, id } = webhook;
  requirePermission(viewer, 'ADMIN', orgId, 'webhook');
  const hours = overlapHours ?? 24;
  if (hours < 0 || hours > maxOverlapHours) {
    throw new InvalidInput('overlapHours', `The earlier secret may stay valid for 0 to ${maxOverlapHours} hours.`);
  }
  const keys = newSigningKeys();
  return db.$transaction(async (tx) => {
    const where = { orgId_id: { orgId, id } };
    const changed = await tx.webhook.update({ where, data: { publicKey: keys.publicKey } });
    await storeKeys(tx, changed, keys, new Date(Date.now() + hours * 3_600_000));
    await accessLog.write(tx, { orgId, action: 'WEBHOOK', detail: { rotatedSecret: id, overlapHours: hours } });
    return { webhook: changed, secret: keys.secret };
  });
}
