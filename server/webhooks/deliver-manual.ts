import { requestsOf } from '#domain/webhooks/deliveries.ts';
import type { SignatureKeys } from '#domain/webhooks/sign-delivery.ts';
import type { Webhook } from '#prisma/client/client.ts';
import { attemptDelivery, type DeliverySurroundings } from './attempt-delivery.ts';
import { type ClaimedWebhook, extendLease } from './claim-webhooks.ts';
import type { Outcome } from './send-request.ts';
import { storeManual } from './settle-deliveries.ts';

const eventIsGone: Outcome = {
  delivered: false,
  status: null,
  reason: 'The event is no longer kept.',
  response: null,
  durationMilliseconds: 0,
};

/** Delivers the tests and redeliveries of a webhook that wait, each once. */
export async function deliverManual(
  surroundings: DeliverySurroundings,
  claimed: ClaimedWebhook,
  webhook: Webhook,
  keys: readonly SignatureKeys[],
  signal: AbortSignal,
): Promise<void> {
  const { db, installation, observe } = surroundings;
  const { orgId, id } = claimed;
  const waiting = await db.webhookDelivery.findMany({
    where: { orgId, webhookId: id, state: 'PENDING' },
    orderBy: { id: 'asc' },
  });
  for (const delivery of waiting) {
    if (signal.aborted) return;
    await extendLease(db, claimed);
    const [asked] = await requestsOf({ db, installation }, [delivery]);
    if (!asked) {
      await storeManual(db, claimed, delivery.id, eventIsGone);
      continue;
    }
    const outcome = await attemptDelivery(surroundings, webhook, keys, { id: asked.messageId, body: asked.body });
    await storeManual(db, claimed, delivery.id, outcome);
    observe({ outcome, isManual: true, waitedSeconds: null });
  }
}
