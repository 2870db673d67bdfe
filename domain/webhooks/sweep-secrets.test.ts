import { expect, test } from 'vitest';
import { idOf, mutate } from '#tests/kit/mutate.ts';
import { seedWebhook } from '#tests/kit/seed-webhook.ts';
import { worldOfFile } from '#tests/kit/world.ts';
import { sweepWebhookSecrets } from './sweep-secrets.ts';

const lab = worldOfFile();

test('replaced keys are deleted once they no longer sign, and those that sign stay', async () => {
  const { ada, lumen, meridian, databases } = lab();
  const { system } = databases;
  const hook = await seedWebhook(lab(), lumen.id);
  const other = await seedWebhook(lab(), meridian.id);
  const webhookId = idOf('Webhook', hook);
  const kept = () => system.webhookSecret.count({ where: { webhookId: hook.id } });
  await mutate(ada, 'rotateWebhookSecret', { webhookId }, 'secret');
  expect([await sweepWebhookSecrets(system), await kept()]).toEqual([0, 2]);
  await mutate(ada, 'rotateWebhookSecret', { webhookId, overlapHours: 0 }, 'secret');
  expect([await sweepWebhookSecrets(system), await kept()]).toEqual([2, 1]);
  expect(await system.webhookSecret.count({ where: { webhookId: other.id } })).toBe(1);
});
