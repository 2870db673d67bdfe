import type { Db } from '#database/databases.ts';

/** Deletes keys of webhooks that were replaced and no longer sign. Returns their number. */
export function sweepWebhookSecrets(db: Db): Promise<number> {
  return db.$executeRaw`
    DELETE FROM webhook_secret old USING webhook_secret newer
    WHERE newer.org_id = old.org_id AND newer.webhook_id = old.webhook_id
      AND (newer.created_at, newer.id) > (old.created_at, old.id) AND newer.previous_until < now()`;
}
