import type { Db } from '#database/databases.ts';
import { Prisma } from '#prisma/client/client.ts';

/** A webhook that this worker delivers, until its lease ends. */
export interface ClaimedWebhook {
  orgId: string;
  id: string;
  leaseId: string;
  /** Whether its events are due. Otherwise it has only tests and redeliveries. */
  isDue: boolean;
}

/** A worker that is killed loses its webhooks after this time. Longer than one attempt. */
export const leaseSeconds = 20;

/**
 * Takes webhooks that have something to deliver and that no other worker has. `orgIds` limits it to these
 * organizations.
 */
export async function claimWebhooks(
  db: Db,
  { leaseId, orgIds, count }: { leaseId: string; orgIds: readonly string[] | null; count: number },
): Promise<ClaimedWebhook[]> {
  const ofOrgs = orgIds === null ? Prisma.empty : Prisma.sql`AND w.org_id = ANY (${[...orgIds]}::uuid[])`;
  const rows = await db.$queryRaw<{ orgId: string; id: string; isDue: boolean }[]>`
    UPDATE webhook SET lease_id = ${leaseId}::uuid, lease_until = now() + make_interval(secs => ${leaseSeconds})
    FROM (
      SELECT w.org_id, w.id, w.enabled AND (w.retry_at IS NULL OR w.retry_at <= now()) AS is_due FROM webhook w
      WHERE (w.lease_until IS NULL OR w.lease_until < now()) ${ofOrgs}
        AND (
          (w.enabled AND (w.retry_at IS NULL OR w.retry_at <= now())
            AND EXISTS (SELECT FROM event e WHERE e.org_id = w.org_id AND e.position > w.position))
          OR EXISTS (SELECT FROM webhook_delivery d
            WHERE d.org_id = w.org_id AND d.webhook_id = w.id AND d.state = 'PENDING')
        )
      ORDER BY w.lease_until NULLS FIRST LIMIT ${count}
      FOR NO KEY UPDATE OF w SKIP LOCKED
    ) due
    WHERE webhook.org_id = due.org_id AND webhook.id = due.id
    RETURNING webhook.org_id AS "orgId", webhook.id, due.is_due AS "isDue"`;
  return rows.map((row) => ({ ...row, leaseId }));
}

/** Returns SQL of the row of a claimed webhook, while the lease is this worker's. */
export function ofLease({ orgId, id, leaseId }: ClaimedWebhook): Prisma.Sql {
  return Prisma.sql`org_id = ${orgId}::uuid AND id = ${id}::uuid AND lease_id = ${leaseId}::uuid`;
}

/** Thrown if another worker has the webhook, or it was changed or deleted. */
export class LeaseLost extends Error {}

/** Extends a lease by its whole time. */
export async function extendLease(db: Db, claimed: ClaimedWebhook): Promise<void> {
  const kept = await db.$executeRaw`
    UPDATE webhook SET lease_until = now() + make_interval(secs => ${leaseSeconds}) WHERE ${ofLease(claimed)}`;
  if (kept === 0) throw new LeaseLost();
}

/** Ends a lease, so that another worker can take the webhook at once. */
export async function releaseWebhook(db: Db, claimed: ClaimedWebhook): Promise<void> {
  await db.$executeRaw`UPDATE webhook SET lease_id = NULL, lease_until = now() WHERE ${ofLease(claimed)}`;
}
