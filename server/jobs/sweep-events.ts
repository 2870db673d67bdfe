import { sweepEvents as sweep } from '#domain/events/sweep-events.ts';
import { sweepWebhookSecrets } from '#domain/webhooks/sweep-secrets.ts';
import { implement } from './kit.ts';

/** Deletes events that are older than 30 days, and keys of webhooks that no longer sign. */
export const sweepEvents = implement('sweepEvents', async (_payload, { databases, signal, logger }) => {
  const count = await sweep(databases.system, signal);
  if (count > 0) logger.info({ count }, 'events past retention removed');
  await sweepWebhookSecrets(databases.system);
});
