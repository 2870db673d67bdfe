import { sweepEvents as sweep } from '#domain/events/sweep-events.ts';
import { implement } from './kit.ts';

/** Deletes events that are older than 30 days. */
export const sweepEvents = implement('sweepEvents', async (_payload, { databases, signal, logger }) => {
  const count = await sweep(databases.system, signal);
  if (count > 0) logger.info({ count }, 'events past retention removed');
});
