import { newId } from '#domain/ids.ts';
import type { EventListener } from '../events/listen.ts';
import type { Logger } from '../logger.ts';
import type { DeliverySurroundings } from './attempt-delivery.ts';
import { claimWebhooks } from './claim-webhooks.ts';
import { deliverWebhook } from './deliver-webhook.ts';

export interface DispatcherOptions extends DeliverySurroundings {
  events: Pick<EventListener, 'onAny'>;
  logger: Logger;
  /** Maximum number of webhooks that are delivered at a time. */
  concurrency?: number;
  /** How often all webhooks are looked at without an announcement, such as for retries. */
  tickMilliseconds?: number;
}

export interface Dispatcher {
  /** Ends running attempts and stores their results. */
  stop(): Promise<void>;
}

const retryMilliseconds = 1_000;

/**
 * Delivers webhooks. Each has its own queue: a slow receiver keeps one of many slots, for the time of one attempt.
 * Any number of workers may run, and each webhook is delivered by one at a time.
 */
export function startDispatcher(options: DispatcherOptions): Dispatcher {
  const { events, logger, concurrency = 100, tickMilliseconds = 5_000 } = options;
  const stopping = new AbortController();
  const running = new Set<Promise<void>>();
  let wanted: Set<string> | 'ALL' | null = 'ALL';
  let isLooking = false;

  const want = (orgId: string | null) => {
    if (orgId === null) wanted = 'ALL';
    else if (wanted !== 'ALL') wanted = (wanted ?? new Set()).add(orgId);
    void look();
  };
  const off = events.onAny('event', want);
  const offDeliveries = events.onAny('webhook_delivery', want);
  const ticking = setInterval(() => want(null), tickMilliseconds);
  void look();

  async function look(): Promise<void> {
    if (isLooking) return;
    isLooking = true;
    try {
      while (wanted !== null && running.size < concurrency && !stopping.signal.aborted) {
        const orgIds: string[] | null = wanted === 'ALL' ? null : [...wanted];
        wanted = null;
        const count = concurrency - running.size;
        const claimed = await claimWebhooks(options.db, { leaseId: newId(), orgIds, count });
        if (claimed.length === count) wanted = 'ALL';
        for (const webhook of claimed) start(webhook);
      }
    } catch (error) {
      logger.warn({ error }, 'Webhooks could not be looked up. The worker tries again.');
      setTimeout(() => want(null), retryMilliseconds).unref();
    } finally {
      isLooking = false;
    }
  }

  function start(webhook: Parameters<typeof deliverWebhook>[1]): void {
    const run = deliverWebhook(options, webhook, stopping.signal)
      .catch((error: unknown) => logger.error({ error, webhook: webhook.id }, 'A webhook could not be delivered.'))
      .finally(() => {
        running.delete(run);
        // An event may have come after the last look.
        want(webhook.orgId);
      });
    running.add(run);
  }

  return {
    async stop() {
      stopping.abort();
      clearInterval(ticking);
      off();
      offDeliveries();
      await Promise.all(running);
      await options.sender.close();
    },
  };
}
