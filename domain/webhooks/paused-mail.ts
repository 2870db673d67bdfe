import type { Db } from '#database/databases.ts';
import type { Webhook } from '#prisma/client/client.ts';
import { Role } from '#prisma/client/enums.ts';
import { isAtLeast } from '../access/membership.ts';
import type { Installation } from '../installation.ts';
import type { Message } from '../mail.ts';

const adminRoles = Object.values(Role).filter((role) => isAtLeast(role, 'ADMIN'));

/** Returns the mail that informs the admins of an organization that a webhook was paused. */
export async function pausedMail(
  { db, installation }: { db: Db; installation: Pick<Installation, 'publicUrl'> },
  { orgId, url }: Pick<Webhook, 'orgId' | 'url'>,
  reason: string,
): Promise<Message[]> {
  const organization = await db.organization.findUniqueOrThrow({ where: { id: orgId } });
  const admins = await db.membership.findMany({
    where: { orgId, role: { in: adminRoles } },
    include: { user: { select: { email: true } } },
  });
  // Only the host is shown, because the rest of the URL can contain a secret.
  const { host } = new URL(url);
  const text = [
    `Vitrine could not deliver events of ${organization.name} to the webhook at ${host}, and has paused it.`,
    `The last attempt failed: ${reason}`,
    'Events are kept for 30 days. Mend the receiver, then resume the webhook with the mutation updateWebhook, such as at:',
    `${installation.publicUrl}/graphiql`,
  ].join('\n\n');
  return admins.map(({ user }) => ({ to: user.email, subject: `A webhook of ${organization.name} is paused`, text }));
}
