import { activeKeys } from './active-keys.ts';
import type { DeliverySurroundings } from './attempt-delivery.ts';
import { type ClaimedWebhook, extendLease, LeaseLost, releaseWebhook } from './claim-webhooks.ts';
import { deliverEvents } from './deliver-events.ts';
import { deliverManual } from './deliver-manual.ts';

/** Delivers what a claimed webhook has to deliver: tests and redeliveries, then events in their order. */
export async function deliverWebhook(
  surroundings: DeliverySurroundings,
  claimed: ClaimedWebhook,
  signal: AbortSignal,
): Promise<void> {
  const { db } = surroundings;
  const { orgId, id } = claimed;
  try {
    const webhook = await db.webhook.findUnique({
      where: { orgId_id: { orgId, id } },
      include: { organization: { select: { slug: true } } },
    });
    if (!webhook) return;
    const keys = await activeKeys(db, claimed);
    await deliverManual(surroundings, claimed, webhook, keys, signal);
    if (claimed.isDue) {
      await extendLease(db, claimed);
      await deliverEvents(surroundings, claimed, webhook, keys, signal);
    }
    await releaseWebhook(db, claimed);
  } catch (error) {
    if (!(error instanceof LeaseLost)) throw error;
  }
}
