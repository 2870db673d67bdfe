import { onTestFinished } from 'vitest';
import type { Webhook } from '#prisma/client/client.ts';
import { listenToEvents } from '#server/events/listen.ts';
import { createLogger } from '#server/logger.ts';
import type { World } from '#tests/kit/world.ts';
import { type DispatcherOptions, startDispatcher } from '../dispatcher.ts';
import { createSender, type Outcome, type SenderOptions } from '../send-request.ts';

export interface Dispatching {
  outcomes: Outcome[];
  paused: Webhook[];
  stop: () => Promise<void>;
}

/** Starts the delivery of webhooks for a world, as a worker does. */
export function dispatch(
  { databases, connectionString, installation }: World,
  options: Partial<DispatcherOptions & SenderOptions> = {},
): Dispatching {
  const logger = createLogger(process.env['TEST_LOG'] ?? 'silent');
  const events = listenToEvents(connectionString, logger);
  const outcomes: Outcome[] = [];
  const paused: Webhook[] = [];
  const dispatcher = startDispatcher({
    db: databases.system,
    events,
    logger,
    installation,
    sender: createSender({ mayReach: installation.webhooks.mayReach, ...options }),
    observe: ({ outcome }) => void outcomes.push(outcome),
    onPaused: async (webhook) => void paused.push(webhook),
    tickMilliseconds: 200,
    ...options,
  });
  let isStopped = false;
  const stop = async () => {
    if (isStopped) return;
    isStopped = true;
    await dispatcher.stop();
    await events.close();
  };
  onTestFinished(stop);
  return { outcomes, paused, stop };
}
