import type { ApiToken } from '#prisma/client/client.ts';
import type { TokenScope } from '#prisma/client/enums.ts';
import { requirePermission } from '../access/membership.ts';
import type { Context } from '../context.ts';
import { InvalidInput } from '../errors.ts';
import { newId } from '../ids.ts';
import { hashSecret, newSecret } from '../secrets.ts';

/** What every token begins with, so that secret scanners find a leaked one. */
export const tokenPrefix = 'vtr_';

const defaultDays = 90;
const mostDays = 366;

export interface CreateApiTokenInput {
  orgId: string;
  name: string;
  scopes: readonly TokenScope[];
  /** Days until it expires, 1–366; 90 when not given. */
  expiresInDays?: number | null;
  /** The datasets it is limited to; all the user can reach when empty. */
  datasetIds?: readonly string[] | null;
}

/**
 * Makes a token that acts for the viewer in one organization, and answers its secret, which is shown this once and
 * stored nowhere.
 */
export async function createApiToken(
  { db, viewer, accessLog }: Pick<Context, 'db' | 'viewer' | 'accessLog'>,
  input: CreateApiTokenInput,
): Promise<{ token: ApiToken; secret: string }> {
  for (const scope of input.scopes) requirePermission(viewer, scope, input.orgId, 'organization');
  const days = input.expiresInDays ?? defaultDays;
  if (input.scopes.length === 0) throw new InvalidInput('scopes', 'A token needs at least one scope.');
  if (days < 1 || days > mostDays) throw new InvalidInput('expiresInDays', `A token lives 1 to ${mostDays} days.`);
  if (!viewer.userId) throw new InvalidInput('organization', 'Tokens belong to people.');

  const secret = tokenPrefix + newSecret();
  const token = await db.apiToken.create({
    data: {
      id: newId(),
      orgId: input.orgId,
      userId: viewer.userId,
      name: input.name,
      secretHash: hashSecret(secret),
      hint: secret.slice(-4),
      scopes: [...new Set(input.scopes)],
      expiresAt: new Date(Date.now() + days * 86_400_000),
      datasets: { create: (input.datasetIds ?? []).map((datasetId) => ({ dataset: { connect: { id: datasetId } } })) },
    },
  });
  accessLog.add({ orgId: input.orgId, action: 'TOKEN_CHANGE', detail: { created: token.id, scopes: token.scopes } });
  return { token, secret };
}
