import { cloudEventOf } from '#domain/events/cloud-event.ts';
import { eventKinds } from '#domain/events/event-kinds.ts';
import type { SignatureKeys } from '#domain/webhooks/sign-delivery.ts';
import type { Webhook } from '#prisma/client/client.ts';
import { attemptDelivery, type DeliverySurroundings } from './attempt-delivery.ts';
import type { ClaimedWebhook } from './claim-webhooks.ts';
import { type Delivered, storeDelivered, storeFailure } from './settle-deliveries.ts';

const eventsPerRead = 100;
/** Results are stored together, but not later than this. */
const storeEveryEvents = 25;
const storeEveryMilliseconds = 200;
/** A webhook with many events leaves its slot to others after this time. */
const turnMilliseconds = 10_000;

/** Delivers the events of a webhook in their order, until all are delivered, one fails, or the turn is over. */
export async function deliverEvents(
  surroundings: DeliverySurroundings,
  claimed: ClaimedWebhook,
  webhook: Webhook & { organization: { slug: string } },
  keys: readonly SignatureKeys[],
  signal: AbortSignal,
): Promise<void> {
  const { db, observe } = surroundings;
  const { orgId, id } = claimed;
  const turnEnds = Date.now() + turnMilliseconds;
  const retried = await db.webhookDelivery.findFirst({ where: { orgId, webhookId: id, state: 'RETRYING' } });
  let { position } = webhook;
  let stored = position;
  let storedAt = Date.now();
  let unstored: Delivered[] = [];
  const store = async () => {
    if (position === stored) return;
    await storeDelivered(db, claimed, unstored, position);
    unstored = [];
    stored = position;
    storedAt = Date.now();
  };
  for (;;) {
    const events = await db.event.findMany({
      where: { orgId, position: { gt: position } },
      orderBy: { position: 'asc' },
      take: eventsPerRead,
      include: { dataset: { select: { id: true, slug: true } } },
    });
    for (const event of events) {
      if (signal.aborted || Date.now() > turnEnds) {
        await store();
        return;
      }
      if (webhook.kinds.length === 0 || webhook.kinds.includes(event.kind)) {
        const surroundingsOfEvent = {
          publicUrl: surroundings.installation.publicUrl,
          organizationSlug: webhook.organization.slug,
        };
        const body = JSON.stringify(cloudEventOf(event, event.dataset, surroundingsOfEvent));
        const at = new Date();
        const outcome = await attemptDelivery(surroundings, webhook, keys, { id: event.id, body });
        const isRetry = retried?.eventId === event.id;
        observe({
          outcome,
          isManual: false,
          waitedSeconds: isRetry ? null : (Date.now() - event.at.getTime()) / 1_000,
        });
        const result: Delivered = {
          deliveryId: isRetry ? retried.id : null,
          eventId: event.id,
          type: eventKinds[event.kind].type,
          attempts: isRetry ? retried.attempts + 1 : 1,
          outcome,
          at,
        };
        if (!outcome.delivered) {
          await store();
          const isPaused = await storeFailure(db, claimed, result);
          if (isPaused) await surroundings.onPaused(webhook, outcome.reason ?? '');
          return;
        }
        unstored.push(result);
      }
      position = event.position ?? position;
      if (unstored.length >= storeEveryEvents || Date.now() - storedAt > storeEveryMilliseconds) await store();
    }
    if (events.length === 0) break;
  }
  await store();
}
