import { createPrivateKey } from 'node:crypto';
import type { Db } from '#database/databases.ts';
import { cloudEventOf } from '#domain/events/cloud-event.ts';
import { eventKinds } from '#domain/events/event-kinds.ts';
import type { Installation } from '#domain/installation.ts';
import { requestOf } from '#domain/webhooks/deliveries.ts';
import { type SignatureKeys, signDelivery } from '#domain/webhooks/sign-delivery.ts';
import type { Webhook } from '#prisma/client/client.ts';
import { type ClaimedWebhook, leaseSeconds, ofLease, releaseWebhook } from './claim-webhooks.ts';
import type { Outcome, Sender } from './send-request.ts';
import { type Delivered, LeaseLost, storeDelivered, storeFailure, storeManual } from './settle-deliveries.ts';

export interface DeliverySurroundings {
  db: Db;
  sender: Sender;
  installation: Pick<Installation, 'publicUrl' | 'webhooks'>;
  /** Called after each attempt. */
  observe: (attempt: { outcome: Outcome; isManual: boolean; waitedSeconds: number | null }) => void;
  /** Called when a webhook was paused after its last attempt. */
  onPaused: (webhook: Webhook, reason: string) => Promise<void>;
}

const eventsPerRead = 100;
/** Results are stored together, but not later than this. */
const storeEveryEvents = 25;
const storeEveryMilliseconds = 200;
/** A webhook with many events leaves its slot to others after this time. */
const turnMilliseconds = 10_000;

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

/** Returns the newest keys, and those before them while they overlap. */
async function activeKeys(db: Db, { orgId, id }: ClaimedWebhook): Promise<SignatureKeys[]> {
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

const eventIsGone: Outcome = {
  delivered: false,
  status: null,
  reason: 'The event is no longer kept.',
  response: null,
  durationMilliseconds: 0,
};

async function deliverManual(
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
    const asked = await requestOf({ db, installation }, delivery);
    if (!asked) {
      await storeManual(db, claimed, delivery.id, eventIsGone);
      continue;
    }
    const outcome = await attempt(surroundings, webhook, keys, { id: asked.messageId, body: asked.body });
    await storeManual(db, claimed, delivery.id, outcome);
    observe({ outcome, isManual: true, waitedSeconds: null });
  }
}

async function deliverEvents(
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
        const outcome = await attempt(surroundings, webhook, keys, { id: event.id, body });
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

async function extendLease(db: Db, claimed: ClaimedWebhook): Promise<void> {
  const kept = await db.$executeRaw`
    UPDATE webhook SET lease_until = now() + make_interval(secs => ${leaseSeconds}) WHERE ${ofLease(claimed)}`;
  if (kept === 0) throw new LeaseLost();
}

function attempt(
  { sender, installation }: DeliverySurroundings,
  { url }: Webhook,
  keys: readonly SignatureKeys[],
  { id, body }: { id: string; body: string },
): Promise<Outcome> {
  if (url.startsWith('http:') && !installation.webhooks.allowsHttp) {
    const reason = 'This server delivers only to URLs that begin with https://.';
    return Promise.resolve({ delivered: false, status: null, reason, response: null, durationMilliseconds: 0 });
  }
  const headers = {
    'content-type': 'application/cloudevents+json; charset=utf-8',
    'user-agent': 'Vitrine-Webhooks/1',
    ...signDelivery({ id, body, at: new Date() }, keys),
  };
  return sender.send(url, headers, body);
}
