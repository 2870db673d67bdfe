import type { Db, Tx } from '#database/databases.ts';
import type { Organization, User } from '#prisma/client/client.ts';
import type { Role } from '#prisma/client/enums.ts';
import { isAtLeast } from '../access/membership.ts';
import type { Context } from '../context.ts';
import { Forbidden, InvalidInput, NotFound, Unauthenticated } from '../errors.ts';
import { recordEvents } from '../events/record-events.ts';
import { hashPassword, requireGoodPassword } from '../identity/password.ts';
import { beginSession } from '../identity/sign-in.ts';
import { newId } from '../ids.ts';
import { requireName } from '../names.ts';
import { hashSecret } from '../secrets.ts';
import { isUniqueViolation } from '../unique-violation.ts';
import type { ViewerKind } from '../viewer.ts';
import { hasAuthority } from './lock-members.ts';

/** Data of an invitation that are shown before it is accepted. */
export interface InvitationOffer {
  organization: Pick<Organization, 'slug' | 'name'>;
  email: string;
  role: Role;
  expiresAt: Date;
  /** Whether an account has this address. If so, its owner must sign in to accept. */
  hasAccount: boolean;
}

/**
 * Returns the data of an invitation by its secret. Returns null if the invitation was accepted or revoked, or has
 * expired.
 */
export async function findInvitationOffer(
  { system }: Pick<Context, 'system'>,
  secret: string,
): Promise<InvitationOffer | null> {
  const invitation = await findOpen(system, secret);
  if (!invitation) return null;
  const { organization, email, role, expiresAt } = invitation;
  return { organization, email, role, expiresAt, hasAccount: (await system.user.count({ where: { email } })) > 0 };
}

const mayAccept: Record<ViewerKind, boolean> = { PERSON: true, ANONYMOUS: true, TOKEN: false, SHARE_LINK: false };

/**
 * Accepts an invitation: creates a membership in its organization. Uses the signed-in account, or creates an account
 * and a browser session. If the invited address already has an account, its owner must sign in first.
 */
export async function acceptInvitation(
  context: Pick<Context, 'system' | 'viewer' | 'origin' | 'accessLog' | 'attempts'>,
  input: { secret: string; name?: string | null; password?: string | null },
) {
  const { system, viewer, origin, accessLog, attempts } = context;
  await attempts.count('INVITATION', { account: null, address: origin.address });
  if (!mayAccept[viewer.kind]) {
    throw new Forbidden('Tokens cannot accept invitations. Sign in with your account instead.');
  }
  const invitation = await findOpen(system, input.secret);
  if (!invitation) throw new NotFound('invitation');
  const { orgId, email } = invitation;
  const account = viewer.userId ? null : await newAccount(system, email, input);

  const user = await system.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM organization WHERE id = ${orgId}::uuid FOR UPDATE`;
    // Reads the invitation again under the lock. Another request may have accepted it, or its sender may have lost the
    // required role.
    const open = await findOpen(tx, input.secret);
    if (!open) throw new NotFound('invitation');
    const joining = account
      ? await createAccount(tx, account)
      : await tx.user.findUniqueOrThrow({ where: { id: viewer.userId ?? '' } });
    await tx.invitation.update({ where: { orgId_id: { orgId, id: open.id } }, data: { acceptedAt: new Date() } });
    const where = { orgId_userId: { orgId, userId: joining.id } };
    const before = await tx.membership.findUnique({ where });
    // A person who is already a member keeps the higher of the two roles.
    const role = before && isAtLeast(before.role, open.role) ? before.role : open.role;
    await tx.membership.upsert({ where, create: { orgId, userId: joining.id, role }, update: { role } });
    await accessLog.write(
      tx,
      { orgId, userId: joining.id, action: 'INVITATION', detail: { accepted: email, invitation: open.id } },
      {
        orgId,
        userId: joining.id,
        action: 'ROLE_CHANGE',
        detail: { member: joining.id, from: before?.role ?? null, to: role },
      },
    );
    const event = { orgId, datasetId: null, actorId: joining.id };
    if (!before) await recordEvents(tx, { ...event, kind: 'MEMBER_JOINED', data: { userId: joining.id, role } });
    else if (before.role !== role) {
      const data = { userId: joining.id, from: before.role, to: role };
      await recordEvents(tx, { ...event, kind: 'MEMBER_ROLE_CHANGED', data });
    }
    return joining;
  });
  return { user, session: account ? await beginSession(context, user, { by: 'invitation' }) : null };
}

/** Creates the account. Throws `Unauthenticated` if another request has just created an account with this address. */
async function createAccount(tx: Tx, account: NewAccount): Promise<User> {
  try {
    return await tx.user.create({ data: account });
  } catch (error) {
    throw isUniqueViolation(error) ? accountExists() : error;
  }
}

function accountExists() {
  return new Unauthenticated(
    'An account with this email address already exists. Sign in, then open the invitation again.',
  );
}

type NewAccount = Pick<User, 'id' | 'email' | 'name' | 'passwordHash'>;

/** Returns the data of the account to create. Its address counts as verified, because the link was sent to it. */
async function newAccount(
  system: Db,
  email: string,
  { name, password }: { name?: string | null; password?: string | null },
): Promise<NewAccount> {
  if ((await system.user.count({ where: { email } })) > 0) {
    throw accountExists();
  }
  if (name == null) throw new InvalidInput('name', 'Enter your name.');
  if (password == null) throw new InvalidInput('password', 'Choose a password.');
  requireGoodPassword(password, email);
  return { id: newId(), email, name: requireName(name, 200), passwordHash: await hashPassword(password) };
}

/**
 * Returns the invitation with this secret if it can be accepted: it is open, and its sender still has the required
 * role.
 */
async function findOpen(system: Db | Tx, secret: string) {
  const invitation = await system.invitation.findFirst({
    where: { secretHash: hashSecret(secret), acceptedAt: null, revokedAt: null, expiresAt: { gt: new Date() } },
    include: { organization: true },
  });
  if (!invitation) return null;
  const { orgId, invitedBy, role } = invitation;
  const inviter = await system.membership.findUnique({ where: { orgId_userId: { orgId, userId: invitedBy } } });
  return inviter && hasAuthority(inviter.role, role) ? invitation : null;
}
