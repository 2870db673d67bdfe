import type { Tx } from '#database/databases.ts';
import type { Prisma, Webhook } from '#prisma/client/client.ts';
import { organizationsWith, requireListAccess } from '../access/membership.ts';
import type { Context } from '../context.ts';
import { NotFound } from '../errors.ts';
import { isId } from '../ids.ts';
import { findKeysetPage } from '../paging/find-keyset-page.ts';
import type { KeysetColumn } from '../paging/keyset.ts';
import { type PageArguments, type PageOf, readPage } from '../paging/page.ts';
import type { Viewer } from '../viewer.ts';

const columns: KeysetColumn[] = [{ field: 'id', kind: 'id', descending: true }];

/**
 * Returns the condition for the webhooks that a viewer may see: those of organizations in which the viewer is an admin.
 */
export function webhooksVisibleTo(viewer: Viewer): Prisma.WebhookWhereInput {
  return { orgId: { in: organizationsWith(viewer, 'ADMIN') } };
}

/** Returns one page of the webhooks of an organization, the newest first. Only admins may read them. */
export async function findWebhooks(
  { db, viewer, limits }: Pick<Context, 'db' | 'viewer' | 'limits'>,
  orgId: string,
  input: PageArguments,
): Promise<PageOf<Webhook & { cursor: string }>> {
  requireListAccess(viewer, 'ADMIN', orgId);
  return findKeysetPage(
    { name: `webhooks:${orgId}`, columns, valuesOf: ({ id }) => [id] },
    readPage(input, limits),
    ({ where, ...query }) => db.webhook.findMany({ where: { AND: [{ orgId }, where] }, ...query }),
  );
}

/** Returns a webhook of an organization in which the viewer is an admin. Throws `NotFound` otherwise. */
export async function requireWebhook(tx: Pick<Tx, 'webhook'>, viewer: Viewer, webhookId: string): Promise<Webhook> {
  const found = isId(webhookId)
    ? await tx.webhook.findFirst({ where: { id: webhookId, AND: [webhooksVisibleTo(viewer)] } })
    : null;
  if (!found) throw new NotFound('webhook');
  return found;
}
