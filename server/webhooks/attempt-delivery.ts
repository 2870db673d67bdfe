import type { Db } from '#database/databases.ts';
import type { Installation } from '#domain/installation.ts';
import { type SignatureKeys, signDelivery } from '#domain/webhooks/sign-delivery.ts';
import type { Webhook } from '#prisma/client/client.ts';
import type { Outcome, Sender } from './send-request.ts';

export interface DeliverySurroundings {
  db: Db;
  sender: Sender;
  installation: Pick<Installation, 'publicUrl' | 'webhooks'>;
  /** Called after each attempt. */
  observe: (attempt: { outcome: Outcome; isManual: boolean; waitedSeconds: number | null }) => void;
  /** Called when a webhook was paused after its last attempt. */
  onPaused: (webhook: Webhook, reason: string) => Promise<void>;
}

/** Signs a message and sends it once. */
export function attemptDelivery(
  { sender, installation }: DeliverySurroundings,
  { url }: Webhook,
  keys: readonly SignatureKeys[],
  { id, body }: { id: string; body: string },
): Promise<Outcome> {
  if (url.startsWith('http:') && !installation.webhooks.allowsHttp) {
    const reason = 'This server delivers only to URLs that begin with https://.';
    return Promise.resolve({ delivered: false, status: null, reason, response: null, durationMilliseconds: 0 });
  }
  const headers = {
    'content-type': 'application/cloudevents+json; charset=utf-8',
    'user-agent': 'Vitrine-Webhooks/1',
    ...signDelivery({ id, body, at: new Date() }, keys),
  };
  return sender.send(url, headers, body);
}
