import type { Prisma, Webhook, WebhookDelivery } from '#prisma/client/client.ts';
import type { EventKind } from '#prisma/client/enums.ts';
import { requireListAccess } from '../access/membership.ts';
import type { Context } from '../context.ts';
import { LimitExceeded, NotFound } from '../errors.ts';
import { cloudEventOf } from '../events/cloud-event.ts';
import { eventKinds } from '../events/event-kinds.ts';
import { createOnce } from '../idempotency.ts';
import { isId, newId } from '../ids.ts';
import type { Installation } from '../installation.ts';
import { findKeysetPage } from '../paging/find-keyset-page.ts';
import type { KeysetColumn } from '../paging/keyset.ts';
import { type PageArguments, type PageOf, readPage } from '../paging/page.ts';
import { requireWebhook, webhooksVisibleTo } from './webhooks.ts';

const columns: KeysetColumn[] = [{ field: 'id', kind: 'id', descending: true }];

/** Maximum number of waiting tests and redeliveries of one webhook. */
const maxWaiting = 20;

/** Returns one page of the deliveries of a webhook, the newest first. Only admins may read them. */
export async function findDeliveries(
  { db, viewer, limits }: Pick<Context, 'db' | 'viewer' | 'limits'>,
  { orgId, id }: Pick<Webhook, 'orgId' | 'id'>,
  input: PageArguments,
  related: Pick<Prisma.WebhookDeliveryFindManyArgs, 'include'> = {},
): Promise<PageOf<WebhookDelivery & { cursor: string }>> {
  requireListAccess(viewer, 'ADMIN', orgId);
  return findKeysetPage(
    { name: `webhook-deliveries:${id}`, columns, valuesOf: (row) => [row.id] },
    readPage(input, limits),
    ({ where, ...query }) =>
      db.webhookDelivery.findMany({ where: { AND: [{ orgId, webhookId: id }, where] }, ...query, ...related }),
  );
}

/** Sample event for a webhook. Its data contain `test: true`. */
export interface TestInput {
  webhookId: string;
  kind: EventKind;
  /** Whether to only return the sample event without sending it. */
  dryRun: boolean;
  idempotencyKey?: string | null;
}

/** Id and body of a delivery. The id is the id of the event. */
export interface DeliveryRequest {
  messageId: string;
  body: string;
}

/**
 * Sends a sample event to a webhook, even to a paused one. The worker sends it once, independently of the order of real
 * events.
 */
export async function testWebhook(
  { db, viewer, installation }: Pick<Context, 'db' | 'viewer' | 'installation'>,
  { webhookId, kind, dryRun, idempotencyKey }: TestInput,
): Promise<{ request: DeliveryRequest; delivery: WebhookDelivery | null }> {
  const { orgId, id } = await requireWebhook(db, viewer, webhookId);
  const { slug } = await db.organization.findUniqueOrThrow({ where: { id: orgId }, select: { slug: true } });
  const messageId = newId();
  const sample = cloudEventOf({ id: messageId, kind, at: new Date(), actorId: null, data: { test: true } }, null, {
    publicUrl: installation.publicUrl,
    organizationSlug: slug,
  });
  const request = { messageId, body: JSON.stringify(sample) };
  if (dryRun) return { request, delivery: null };
  const given = { orgId, operation: 'testWebhook', idempotencyKey, input: { webhookId: id, kind } };
  const delivery = await db.$transaction((tx) =>
    createOnce(tx, viewer, given, {
      create: async (deliveryId) => {
        await requireFewWaiting(tx, orgId, id);
        const { type } = eventKinds[kind];
        const row = { id: deliveryId, orgId, webhookId: id, eventId: null, type, isManual: true };
        return tx.webhookDelivery.create({ data: { ...row, sample: { messageId, body: request.body } } });
      },
      replay: (deliveryId) => tx.webhookDelivery.findUnique({ where: { orgId_id: { orgId, id: deliveryId } } }),
    }),
  );
  return { request: requestOfSample(delivery) ?? request, delivery };
}

/**
 * Sends the event of an earlier delivery again, independently of the order of events. The message id stays the same.
 */
export async function redeliver(
  { db, viewer }: Pick<Context, 'db' | 'viewer'>,
  { deliveryId, idempotencyKey }: { deliveryId: string; idempotencyKey?: string | null },
): Promise<WebhookDelivery> {
  const earlier = isId(deliveryId)
    ? await db.webhookDelivery.findFirst({ where: { id: deliveryId, webhook: webhooksVisibleTo(viewer) } })
    : null;
  if (!earlier) throw new NotFound('delivery');
  const { orgId, webhookId, eventId, type, sample } = earlier;
  const given = { orgId, operation: 'redeliver', idempotencyKey, input: { deliveryId } };
  return db.$transaction((tx) =>
    createOnce(tx, viewer, given, {
      create: async (id) => {
        await requireFewWaiting(tx, orgId, webhookId);
        const row = { id, orgId, webhookId, eventId, type, isManual: true };
        return tx.webhookDelivery.create({ data: { ...row, ...(sample !== null && { sample }) } });
      },
      replay: (id) => tx.webhookDelivery.findUnique({ where: { orgId_id: { orgId, id } } }),
    }),
  );
}

async function requireFewWaiting(tx: Prisma.TransactionClient, orgId: string, webhookId: string): Promise<void> {
  const waiting = await tx.webhookDelivery.count({ where: { orgId, webhookId, state: 'PENDING' } });
  if (waiting < maxWaiting) return;
  throw new LimitExceeded(
    maxWaiting,
    `At most ${maxWaiting} tests and redeliveries wait at a time. Wait for one to end.`,
  );
}

/** Returns the message of a test. Returns null for the delivery of a real event. */
export function requestOfSample({ sample }: Pick<WebhookDelivery, 'sample'>): DeliveryRequest | null {
  return sample === null ? null : (sample as unknown as DeliveryRequest);
}

/**
 * Returns the messages of deliveries, exactly as the worker sends them. Null for a delivery whose event was deleted.
 * Takes two statements for any number of deliveries.
 */
export async function requestsOf(
  { db, installation: { publicUrl } }: Pick<Context, 'db'> & { installation: Pick<Installation, 'publicUrl'> },
  deliveries: readonly WebhookDelivery[],
): Promise<(DeliveryRequest | null)[]> {
  const orgId = { in: [...new Set(deliveries.map((delivery) => delivery.orgId))] };
  const eventIds = deliveries.flatMap(({ eventId }) => eventId ?? []);
  const [events, organizations] = await Promise.all([
    db.event.findMany({
      where: { orgId, id: { in: eventIds } },
      include: { dataset: { select: { id: true, slug: true } } },
    }),
    db.organization.findMany({ where: { id: orgId }, select: { id: true, slug: true } }),
  ]);
  const eventOf = new Map(events.map((event) => [event.id, event]));
  const slugOf = new Map(organizations.map(({ id, slug }) => [id, slug]));
  return deliveries.map((delivery) => {
    const sampled = requestOfSample(delivery);
    if (sampled) return sampled;
    const event = delivery.eventId === null ? undefined : eventOf.get(delivery.eventId);
    const organizationSlug = slugOf.get(delivery.orgId);
    if (!event || organizationSlug === undefined) return null;
    const surroundings = { publicUrl, organizationSlug };
    return { messageId: event.id, body: JSON.stringify(cloudEventOf(event, event.dataset, surroundings)) };
  });
}
