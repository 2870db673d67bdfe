import type { Databases } from '#database/databases.ts';
import { AccessLog } from '#domain/access-log/access-log.ts';
import { DomainError } from '#domain/errors.ts';
import { newId } from '#domain/ids.ts';
import { createInvitation, invitationLink } from '#domain/organizations/create-invitation.ts';
import { anonymous, everyScope } from '#domain/viewer.ts';
import type { Role } from '#prisma/client/enums.ts';
import { CommandRefused } from './command-refused.ts';
import { requireAddress } from './require-address.ts';

export interface InviteByLinkInput {
  /** Slug of the organization. */
  org: string;
  email: string;
  role: Role;
}

/**
 * Creates an invitation by the organization's first owner, without sending mail. Returns the link for the operator to
 * pass on. Anybody who has the link can accept the invitation.
 */
export async function inviteByLink(
  { system }: Databases,
  origin: string,
  { org, email, role }: InviteByLinkInput,
): Promise<string> {
  const address = requireAddress(email);
  const organization = await system.organization.findUnique({
    where: { slug: org },
    include: { memberships: { where: { role: 'OWNER' }, orderBy: { createdAt: 'asc' }, take: 1 } },
  });
  const owner = organization?.memberships[0];
  if (!organization || !owner) throw new CommandRefused(`No organization has the slug ${org}.`);
  const viewer = {
    ...anonymous,
    kind: 'PERSON' as const,
    userId: owner.userId,
    memberships: new Map([[organization.id, owner.role]]),
    scopes: everyScope,
  };
  const origins = { requestId: 'command-line', address: null, userAgent: 'vitrine member invite' };
  const accessLog = new AccessLog(viewer, origins);
  try {
    const { secret } = await system.$transaction((tx) =>
      createInvitation(tx, accessLog, {
        id: newId(),
        orgId: organization.id,
        email: address,
        role,
        invitedBy: owner.userId,
        mailState: 'NOT_SENT',
      }),
    );
    return invitationLink(origin, secret);
  } catch (error) {
    if (error instanceof DomainError) throw new CommandRefused(error.message);
    throw error;
  }
}
