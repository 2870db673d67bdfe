import type { Prisma } from '#prisma/client/client.ts';
import { may } from '../access/membership.ts';
import { datasetsVisibleTo } from '../access/visible-to.ts';
import type { Viewer } from '../viewer.ts';
import { allEventKinds, eventKinds } from './event-kinds.ts';

/**
 * Returns the condition for the events of an organization that a viewer may see. Admins see all events. Other members
 * see the kinds that their role permits, for datasets that they can see now. The holder of a share link sees no events.
 */
export function eventsVisibleTo(viewer: Viewer, orgId: string): Prisma.EventWhereInput {
  if (may(viewer, 'ADMIN', orgId) && may(viewer, 'READ', orgId)) return { orgId };
  const kinds = allEventKinds.filter((kind) => may(viewer, eventKinds[kind].audience, orgId));
  return { orgId, kind: { in: kinds }, dataset: { AND: [{ orgId }, datasetsVisibleTo(viewer)] } };
}
