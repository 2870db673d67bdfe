import type { Databases } from '#database/databases.ts';
import { AccessLog } from '#domain/access-log/access-log.ts';
import { createApiToken } from '#domain/identity/create-api-token.ts';
import { accountAddress, findAccount } from '#domain/identity/find-account.ts';
import { anonymous, everyScope, type Viewer } from '#domain/viewer.ts';
import type { TokenScope } from '#prisma/client/enums.ts';
import { CommandRefused } from './command-refused.ts';

export interface CreateTokenInput {
  /** E-mail address of the user that the token acts for. */
  user: string;
  /** Slug of the organization. */
  org: string;
  scopes: readonly TokenScope[];
  name?: string;
  days?: number;
}

/** Creates a token and returns its secret. Requires only access to the server's database. */
export async function createTokenFor(databases: Databases, input: CreateTokenInput): Promise<string> {
  const user = await findAccount(databases.system, accountAddress(input.user));
  if (!user) throw new CommandRefused(`No account has the email address ${input.user}.`);
  const membership = await databases.system.membership.findFirst({
    where: { userId: user.id, organization: { slug: input.org } },
  });
  if (!membership)
    throw new CommandRefused(`${input.user} is not a member of an organization with the slug ${input.org}.`);
  const viewer: Viewer = {
    ...anonymous,
    kind: 'PERSON',
    userId: user.id,
    memberships: new Map([[membership.orgId, membership.role]]),
    scopes: everyScope,
  };
  const db = databases.asMembersOf([membership.orgId]);
  const accessLog = new AccessLog(viewer, {
    requestId: 'command-line',
    address: null,
    userAgent: 'vitrine token create',
  });
  const { secret } = await createApiToken(
    { db, viewer, accessLog },
    { orgId: membership.orgId, name: input.name ?? 'Command line', scopes: input.scopes, expiresInDays: input.days },
  );
  await accessLog.flush(db);
  return secret;
}
