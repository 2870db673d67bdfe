import type { Db } from '#database/databases.ts';
import { newId } from '#domain/ids.ts';
import { type ClaimedWebhook, LeaseLost, leaseSeconds, ofLease } from './claim-webhooks.ts';
import { maxAttempts, retryDelayMilliseconds } from './retry-delay.ts';
import type { Outcome } from './send-request.ts';

/** A delivered event that is not stored yet. */
export interface Delivered {
  /** The delivery of earlier attempts, or null for the first one. */
  deliveryId: string | null;
  eventId: string;
  type: string;
  attempts: number;
  outcome: Outcome;
  at: Date;
}

/**
 * Stores deliveries and moves the webhook to the last event that is done, in one transaction. Extends the lease. Events
 * whose result is not stored are delivered again after a crash.
 */
export async function storeDelivered(
  db: Db,
  claimed: ClaimedWebhook,
  delivered: readonly Delivered[],
  position: bigint,
): Promise<void> {
  const { orgId, id: webhookId } = claimed;
  await db.$transaction(async (tx) => {
    const moved = await tx.$executeRaw`
      UPDATE webhook SET position = ${position}, attempts = 0, retry_at = NULL,
        lease_until = now() + make_interval(secs => ${leaseSeconds})
      WHERE ${ofLease(claimed)}`;
    if (moved === 0) throw new LeaseLost();
    for (const { deliveryId, attempts, outcome, at } of delivered) {
      if (deliveryId === null) continue;
      await tx.webhookDelivery.updateMany({
        where: { orgId, id: deliveryId },
        data: { state: 'DELIVERED', attempts, attemptedAt: at, ...resultOf(outcome) },
      });
    }
    const first = delivered.filter(({ deliveryId }) => deliveryId === null);
    if (first.length === 0) return;
    await tx.webhookDelivery.createMany({
      data: first.map(({ eventId, type, attempts, outcome, at }) => ({
        id: newId(),
        orgId,
        webhookId,
        eventId,
        type,
        state: 'DELIVERED' as const,
        attempts,
        attemptedAt: at,
        ...resultOf(outcome),
      })),
    });
  });
}

/**
 * Stores a failed attempt. The event is tried again later, before all behind it. After the last attempt the webhook is
 * paused. Returns whether it is.
 */
export async function storeFailure(db: Db, claimed: ClaimedWebhook, failed: Delivered): Promise<boolean> {
  const { orgId, id: webhookId } = claimed;
  const { deliveryId, eventId, type, attempts, outcome, at } = failed;
  const delay = retryDelayMilliseconds(attempts);
  const isOver = delay === null;
  const retryAt = isOver ? null : new Date(Date.now() + delay);
  const pausedReason = isOver ? `${maxAttempts} attempts failed. ${outcome.reason ?? ''}`.trim() : null;
  await db.$transaction(async (tx) => {
    const kept = await tx.$executeRaw`
      UPDATE webhook SET attempts = ${isOver ? 0 : attempts}, retry_at = ${retryAt}, lease_id = NULL, lease_until = now(),
        enabled = enabled AND ${!isOver}, paused_reason = ${pausedReason}
      WHERE ${ofLease(claimed)}`;
    if (kept === 0) throw new LeaseLost();
    const state = isOver ? ('FAILED' as const) : ('RETRYING' as const);
    const data = { state, attempts, attemptedAt: at, ...resultOf(outcome) };
    if (deliveryId !== null) await tx.webhookDelivery.updateMany({ where: { orgId, id: deliveryId }, data });
    else await tx.webhookDelivery.createMany({ data: [{ id: newId(), orgId, webhookId, eventId, type, ...data }] });
  });
  return isOver;
}

/** Stores the only attempt of a test or a redelivery. */
export async function storeManual(
  db: Db,
  { orgId }: ClaimedWebhook,
  deliveryId: string,
  outcome: Outcome,
): Promise<void> {
  await db.webhookDelivery.updateMany({
    where: { orgId, id: deliveryId },
    data: {
      state: outcome.delivered ? 'DELIVERED' : 'FAILED',
      attempts: 1,
      attemptedAt: new Date(),
      ...resultOf(outcome),
    },
  });
}

function resultOf({ status, reason, response, durationMilliseconds }: Outcome) {
  return { status, reason, response, durationMilliseconds };
}
