import type { Databases } from '#database/databases.ts';
import type { Role } from '#prisma/client/enums.ts';
import { CommandRefused } from './command-refused.ts';

export interface ListedMember {
  email: string;
  name: string;
  role: Role;
}

/** Returns the members of an organization, ordered by the time they joined. */
export async function listMembers({ system }: Databases, org: string): Promise<ListedMember[]> {
  const organization = await system.organization.findUnique({
    where: { slug: org },
    include: { memberships: { include: { user: true }, orderBy: { createdAt: 'asc' } } },
  });
  if (!organization) throw new CommandRefused(`No organization has the slug ${org}.`);
  return organization.memberships.map(({ role, user: { email, name } }) => ({ email, name, role }));
}
