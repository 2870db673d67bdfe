import type { Webhook } from '#prisma/client/client.ts';
import type { EventKind } from '#prisma/client/enums.ts';
import type { Context } from '../context.ts';
import { NotFound } from '../errors.ts';
import { eventKinds } from '../events/event-kinds.ts';
import { requireWebhookUrl } from './webhook-url.ts';
import { requireWebhook } from './webhooks.ts';

export interface UpdateWebhookInput {
  webhookId: string;
  url?: string | null;
  kinds?: readonly EventKind[] | null;
  /**
   * Whether events are delivered. If true after a pause, deliveries continue with the first event that was not
   * delivered.
   */
  enabled?: boolean | null;
  /** Whether to skip the waiting events. Deliveries then continue with the next new event. */
  skipWaiting?: boolean | null;
}

/** Changes the given settings of a webhook. A waiting event is delivered again at once. */
export async function updateWebhook(
  { db, viewer, accessLog, installation }: Pick<Context, 'db' | 'viewer' | 'accessLog' | 'installation'>,
  { webhookId, skipWaiting, ...input }: UpdateWebhookInput,
): Promise<Webhook> {
  const { orgId, id } = await requireWebhook(db, viewer, webhookId);
  const url = input.url == null ? undefined : requireWebhookUrl(input.url, installation.webhooks);
  return db.$transaction(async (tx) => {
    const last = skipWaiting ? await tx.eventCounter.findUnique({ where: { orgId } }) : null;
    const changed = await tx.webhook.update({
      where: { orgId_id: { orgId, id } },
      data: {
        ...(url !== undefined && { url }),
        ...(input.kinds && { kinds: [...new Set(input.kinds)] }),
        ...(input.enabled != null && { enabled: input.enabled, pausedReason: null }),
        ...(last && { position: last.last }),
        attempts: 0,
        retryAt: null,
        // A worker that is delivering to the webhook stops at its next write. The next attempt uses the new settings.
        leaseId: null,
        leaseUntil: null,
      },
    });
    const types = changed.kinds.map((kind) => eventKinds[kind].type);
    if (skipWaiting || types.length > 0) {
      const waiting = { orgId, webhookId: id, state: 'RETRYING' as const };
      await tx.webhookDelivery.updateMany({
        where: { ...waiting, ...(!skipWaiting && { type: { notIn: types } }) },
        data: { state: 'FAILED', reason: 'Skipped by an admin.' },
      });
    }
    const detail = { changed: id, ...(url !== undefined && { host: new URL(url).host }), ...enabledOf(input) };
    await accessLog.write(tx, { orgId, action: 'WEBHOOK', detail });
    return changed;
  });
}

function enabledOf({ enabled }: Pick<UpdateWebhookInput, 'enabled'>) {
  return enabled == null ? {} : { enabled };
}

/** Deletes a webhook with its secrets and deliveries. Returns the deleted row. */
export async function deleteWebhook(
  { db, viewer, accessLog }: Pick<Context, 'db' | 'viewer' | 'accessLog'>,
  webhookId: string,
): Promise<Webhook> {
  const webhook = await requireWebhook(db, viewer, webhookId);
  const { orgId, id } = webhook;
  await db.$transaction(async (tx) => {
    const { count } = await tx.webhook.deleteMany({ where: { orgId, id } });
    // Another call has deleted it meanwhile.
    if (count === 0) throw new NotFound('webhook');
    await accessLog.write(tx, { orgId, action: 'WEBHOOK', detail: { deleted: id } });
  });
  return webhook;
}
