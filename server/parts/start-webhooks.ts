import { pausedMail } from '#domain/webhooks/paused-mail.ts';
import { authSettings } from '../auth/settings.ts';
import { mailSettings } from '../mail/mail-settings.ts';
import { sendMail } from '../mail/send-mail.ts';
import type { Foundations } from './foundations.ts';
import type { RunningParts } from './running-parts.ts';

/** Starts the delivery of webhooks, in a process with the worker. */
export async function startWebhooks(parts: RunningParts, foundations: Foundations): Promise<void> {
  const { environment, databases, events, site, metrics, logger } = foundations;
  const { startDispatcher } = await import('../webhooks/dispatcher.ts');
  const { createSender } = await import('../webhooks/send-request.ts');
  const { installation } = authSettings(environment, site, logger);
  const mail = sendMail(mailSettings(environment), logger);
  parts.add({ stop: () => mail.close() });
  const db = databases.system;
  const dispatcher = startDispatcher({
    db,
    events,
    logger,
    installation,
    sender: createSender({ mayReach: installation.webhooks.mayReach }),
    observe: ({ outcome, waitedSeconds }) => {
      metrics?.webhookAttempts.inc({ outcome: outcome.delivered ? 'delivered' : 'failed' });
      metrics?.webhookSeconds.observe(outcome.durationMilliseconds / 1_000);
      if (waitedSeconds !== null) metrics?.webhookWaitSeconds.observe(waitedSeconds);
    },
    onPaused: async (webhook, reason) => {
      logger.warn({ webhook: webhook.id }, 'A webhook was paused after its last attempt.');
      for (const message of await pausedMail({ db, installation }, webhook, reason)) void mail.send(message);
    },
  });
  parts.addEntrance(dispatcher);
}
