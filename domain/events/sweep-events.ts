import type { Db } from '#database/databases.ts';

export const eventDays = 30;
const eventsAtOnce = 5_000;

/** Deletes events older than 30 days and their deliveries, in batches. Also deletes old test deliveries of webhooks. */
export async function sweepEvents(db: Db, signal?: AbortSignal): Promise<number> {
  await db.$executeRaw`
    DELETE FROM webhook_delivery WHERE event_id IS NULL AND created_at < now() - make_interval(days => ${eventDays}::int)`;
  let total = 0;
  for (;;) {
    signal?.throwIfAborted();
    const count = await db.$executeRaw`
      DELETE FROM event e USING (
        SELECT org_id, id FROM event WHERE at < now() - make_interval(days => ${eventDays}::int)
        ORDER BY at LIMIT ${eventsAtOnce}
      ) old
      WHERE e.org_id = old.org_id AND e.id = old.id`;
    total += count;
    if (count < eventsAtOnce) return total;
  }
}
