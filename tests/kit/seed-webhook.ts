import { newId } from '#domain/ids.ts';
import { newSigningKeys } from '#domain/webhooks/signing-keys.ts';
import type { Webhook } from '#prisma/client/client.ts';
import type { World } from './world.ts';

/** Creates a webhook with its signing keys. By default, no server receives its requests. */
export async function seedWebhook(
  { databases }: Pick<World, 'databases'>,
  orgId: string,
  changes: Partial<Pick<Webhook, 'url' | 'kinds' | 'position'>> = {},
): Promise<Webhook & { secret: string }> {
  const { hmacKey, privateKey, publicKey, secret } = newSigningKeys();
  const { system } = databases;
  const position = (await system.eventCounter.findUnique({ where: { orgId } }))?.last ?? 0n;
  const row = { id: newId(), orgId, url: 'https://hooks.example/', kinds: [], position, publicKey, ...changes };
  const made = await system.webhook.create({ data: row });
  await system.webhookSecret.create({
    data: { orgId, webhookId: made.id, id: newId(), hmacKey, privateKey, previousUntil: new Date() },
  });
  return { ...made, secret };
}
