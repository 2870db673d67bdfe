import type { Db, Tx } from '#database/databases.ts';
import type { ApiToken } from '#prisma/client/client.ts';
import type { Context } from '../context.ts';
import { NotFound } from '../errors.ts';
import { tokensVisibleTo } from './tokens-visible-to.ts';

/**
 * Revokes a token and all tokens that were created with it. People may revoke their own tokens, admins every token of
 * the organization. The tokens are refused from the next request on. Changes nothing if the token is already revoked.
 */
export async function revokeApiToken(
  { db, viewer, accessLog }: Pick<Context, 'db' | 'viewer' | 'accessLog'>,
  tokenId: string,
): Promise<ApiToken> {
  return db.$transaction(async (tx) => {
    const token = await tx.apiToken.findFirst({ where: { AND: [{ id: tokenId }, tokensVisibleTo(viewer)] } });
    if (!token) throw new NotFound('token');
    const revoked = await revokeWithMinted(tx, { orgId: token.orgId, id: tokenId });
    await accessLog.write(
      tx,
      ...revoked.map((id) => ({ orgId: token.orgId, action: 'TOKEN_CHANGE' as const, detail: { revoked: id } })),
    );
    return tx.apiToken.findUniqueOrThrow({ where: { orgId_id: { orgId: token.orgId, id: tokenId } } });
  });
}

/**
 * Revokes the given tokens and all tokens that were created with them, except those that are already invalid. Returns
 * the ids of the revoked tokens.
 */
export async function revokeWithMinted(
  db: Db | Tx,
  which: { orgId: string; id: string } | { orgId: string; userId: string },
): Promise<string[]> {
  const ended: string[] = [];
  let tokens = await db.apiToken.findMany({ where: which, select: { id: true, revokedAt: true } });
  while (tokens.length > 0) {
    const good = tokens.filter(({ revokedAt }) => revokedAt === null).map(({ id }) => id);
    if (good.length > 0) {
      await db.apiToken.updateMany({
        where: { orgId: which.orgId, id: { in: good } },
        data: { revokedAt: new Date() },
      });
      ended.push(...good);
    }
    tokens = await db.apiToken.findMany({
      where: { orgId: which.orgId, mintedBy: { in: tokens.map(({ id }) => id) } },
      select: { id: true, revokedAt: true },
    });
  }
  return ended;
}
