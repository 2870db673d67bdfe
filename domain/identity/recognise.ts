import type { Context } from '../context.ts';
import { hashSecret } from '../secrets.ts';
import { anonymous, everyScope, type Viewer } from '../viewer.ts';
import { findBrowserSession } from './browser-session.ts';

/** The person whose browser session has this secret, or nobody. */
export async function recogniseSession({ system }: Pick<Context, 'system'>, secret: string): Promise<Viewer> {
  const session = await findBrowserSession({ system }, secret);
  if (!session) return anonymous;
  return {
    ...anonymous,
    kind: 'PERSON',
    userId: session.userId,
    sessionId: session.id,
    memberships: new Map(session.user.memberships.map(({ orgId, role }) => [orgId, role])),
    scopes: everyScope,
  };
}

/** The token with this secret, with the role its user has in its organization now; nobody when it is no longer good. */
export async function recogniseToken({ system }: Pick<Context, 'system'>, secret: string): Promise<Viewer> {
  const token = await system.apiToken.findUnique({
    where: { secretHash: hashSecret(secret) },
    include: { datasets: true, user: { include: { memberships: true } } },
  });
  const now = new Date();
  if (!token || token.revokedAt || token.expiresAt <= now) return anonymous;
  // A removed member's token is known but opens nothing.
  const membership = token.user.memberships.find(({ orgId }) => orgId === token.orgId);
  if (!token.lastUsedAt || now.getTime() - token.lastUsedAt.getTime() > 60_000) {
    await system.apiToken.update({ where: { id: token.id }, data: { lastUsedAt: now } });
  }
  return {
    ...anonymous,
    kind: 'TOKEN',
    userId: token.userId,
    tokenId: token.id,
    memberships: new Map(membership ? [[membership.orgId, membership.role]] : []),
    scopes: new Set(token.scopes),
    datasetIds: token.datasets.length > 0 ? new Set(token.datasets.map(({ datasetId }) => datasetId)) : null,
  };
}
