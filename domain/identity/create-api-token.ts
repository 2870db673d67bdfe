import type { Tx } from '#database/databases.ts';
import type { ApiToken } from '#prisma/client/client.ts';
import type { TokenScope } from '#prisma/client/enums.ts';
import { requirePermission } from '../access/membership.ts';
import { datasetsVisibleTo } from '../access/visible-to.ts';
import type { Context } from '../context.ts';
import { Forbidden, IdempotencyConflict, InvalidInput, NotFound, Unauthenticated } from '../errors.ts';
import { createOnce } from '../idempotency.ts';
import { requireName } from '../names.ts';
import { hashSecret, newSecret } from '../secrets.ts';
import type { Viewer } from '../viewer.ts';

/** Prefix of every token. Secret scanners recognize leaked tokens by it. */
export const tokenPrefix = 'vtr_';

const day = 86_400_000;
const defaultDays = 90;
const maxDays = 366;
const maxDatasets = 100;

export interface CreateApiTokenInput {
  orgId: string;
  name: string;
  scopes: readonly TokenScope[];
  /** Days until the token expires, 1 to 366. Default: 90. */
  expiresInDays?: number | null;
  /** Ids of 1 to 100 datasets to which the token is limited. Null means all datasets. */
  datasetIds?: readonly string[] | null;
  /**
   * Idempotency key, as described at `createOnce`. A repeated call replaces the secret of the token. It throws
   * `IdempotencyConflict` if the token was already used.
   */
  idempotencyKey?: string | null;
}

/**
 * Creates a token that acts for the viewer in one organization. Returns its secret, which is shown only once and not
 * stored. The token never allows more than the viewer's scopes, role and datasets. A token that was created with
 * another token does not expire later than that one.
 */
export async function createApiToken(
  { db, viewer, accessLog }: Pick<Context, 'db' | 'viewer' | 'accessLog'>,
  input: CreateApiTokenInput,
): Promise<{ token: ApiToken; secret: string }> {
  const { orgId } = input;
  const scopes = [...new Set(input.scopes)];
  const datasetIds = [...new Set(input.datasetIds ?? [])];
  const limited = input.datasetIds != null;
  requirePermission(viewer, 'READ', orgId, 'organization');
  for (const scope of scopes) requirePermission(viewer, scope, orgId, 'organization');
  const userId = requireMaker(viewer);
  const days = input.expiresInDays ?? defaultDays;
  const name = requireName(input.name, 100);
  if (scopes.length === 0) throw new InvalidInput('scopes', 'A token needs at least one scope.');
  if (days < 1 || days > maxDays)
    throw new InvalidInput('expiresInDays', `A token must be valid for 1 to ${maxDays} days.`);
  if (limited && datasetIds.length === 0) {
    throw new InvalidInput(
      'datasetIds',
      'Choose at least one dataset, or leave out `datasetIds` for a token without this limit.',
    );
  }
  if (datasetIds.length > maxDatasets) {
    throw new InvalidInput('datasetIds', `A token can be limited to at most ${maxDatasets} datasets.`);
  }
  if (limited && scopes.includes('ADMIN')) {
    throw new InvalidInput(
      'datasetIds',
      'A token that is limited to datasets cannot have the scope ADMIN. Leave out one of the two.',
    );
  }

  const secret = tokenPrefix + newSecret();
  const secretOf = { secretHash: hashSecret(secret), hint: secret.slice(-4) };
  const token = await db.$transaction(async (tx) => {
    const reached = await tx.dataset.count({
      where: { AND: [{ id: { in: datasetIds }, orgId }, datasetsVisibleTo(viewer)] },
    });
    if (reached < datasetIds.length) throw new NotFound('dataset');
    const latest = viewer.tokenId ? await endOfMaker(tx, { orgId, tokenId: viewer.tokenId }) : Number.POSITIVE_INFINITY;
    const given = { name, scopes, days, datasetIds: limited ? datasetIds : null, maker: viewer.tokenId };
    const request = { orgId, operation: 'createApiToken', idempotencyKey: input.idempotencyKey, input: given };
    return createOnce(tx, viewer, request, {
      create: async (id) => {
        const expiresAt = new Date(Math.min(Date.now() + days * day, latest));
        const made = await tx.apiToken.create({
          data: { id, orgId, userId, name, ...secretOf, scopes, limited, mintedBy: viewer.tokenId, expiresAt },
        });
        await tx.apiTokenDataset.createMany({
          data: datasetIds.map((datasetId) => ({ orgId, tokenId: id, datasetId })),
        });
        const detail = { created: id, name, scopes, limited, expiresAt: expiresAt.toISOString() };
        await accessLog.write(tx, { orgId, action: 'TOKEN_CHANGE', detail });
        return made;
      },
      replay: async (id) => {
        const good = { orgId, id, userId, revokedAt: null, expiresAt: { gt: new Date() } };
        // Somebody already uses the token with its current secret, so the secret must not be replaced.
        const { count } = await tx.apiToken.updateMany({ where: { ...good, lastUsedAt: null }, data: secretOf });
        if (count === 0 && (await tx.apiToken.count({ where: good })) > 0) {
          throw new IdempotencyConflict('The token that this idempotency key created is in use. Use a new key.');
        }
        if (count === 0) return null;
        await accessLog.write(tx, { orgId, action: 'TOKEN_CHANGE', detail: { replacedSecret: id, name } });
        return tx.apiToken.findUniqueOrThrow({ where: { orgId_id: { orgId, id } } });
      },
    });
  });
  return { token, secret };
}

/**
 * Returns the id of the person for whom a new token will act. A token without the scope ADMIN cannot create tokens.
 * Otherwise, a leaked token could be used to create its successor.
 */
function requireMaker(viewer: Viewer): string {
  if (viewer.kind === 'TOKEN' && (!viewer.scopes.has('ADMIN') || !viewer.tokenId)) {
    throw new Forbidden(
      'A token needs the scope ADMIN to create other tokens. Alternatively, sign in and create the token in the settings.',
    );
  }
  if (!viewer.userId) throw new Forbidden('Only users can create tokens. Sign in first.');
  return viewer.userId;
}

/**
 * Returns the expiry time of the token with which a new one is created. Locks its row until the new token is stored, so
 * that a revocation includes the new token.
 */
async function endOfMaker(tx: Tx, { orgId, tokenId }: { orgId: string; tokenId: string }): Promise<number> {
  const [maker] = await tx.$queryRaw<{ expiresAt: Date }[]>`
    SELECT expires_at AS "expiresAt" FROM api_token
    WHERE org_id = ${orgId}::uuid AND id = ${tokenId}::uuid AND revoked_at IS NULL FOR SHARE`;
  if (!maker) throw new Unauthenticated();
  return maker.expiresAt.getTime();
}
