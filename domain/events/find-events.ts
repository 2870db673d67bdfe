import type { Event } from '#prisma/client/client.ts';
import type { EventKind } from '#prisma/client/enums.ts';
import { requireListAccess } from '../access/membership.ts';
import type { Context } from '../context.ts';
import { findKeysetPage } from '../paging/find-keyset-page.ts';
import type { KeysetColumn } from '../paging/keyset.ts';
import { type PageArguments, type PageOf, readPage } from '../paging/page.ts';
import { eventsVisibleTo } from './events-visible-to.ts';

/** An event with the slug of its dataset. */
export type EventWithDataset = Event & { dataset: { slug: string } | null };
export type FoundEvent = EventWithDataset & { cursor: string };

const columns: KeysetColumn[] = [{ field: 'position', kind: 'bigint' }];

/** Returns the list name of an organization's events, which is part of their cursors. */
export function eventList(orgId: string): string {
  return `events:${orgId}`;
}

/**
 * Returns one page of the events of an organization, the oldest first. Events are in the order of their commits. So a
 * client that reads page by page never misses a later event.
 */
export async function findEvents(
  { db, viewer, limits }: Pick<Context, 'db' | 'viewer' | 'limits'>,
  orgId: string,
  { kinds, ...page }: PageArguments & { kinds?: readonly EventKind[] | null },
): Promise<PageOf<FoundEvent>> {
  requireListAccess(viewer, 'READ', orgId);
  const seen = [eventsVisibleTo(viewer, orgId), kinds ? { kind: { in: [...kinds] } } : {}];
  return findKeysetPage<EventWithDataset>(
    { name: eventList(orgId), columns, valuesOf: ({ position }) => [Number(position)] },
    readPage(page, limits),
    ({ where, ...query }) =>
      db.event.findMany({
        where: { AND: [...seen, where] },
        ...query,
        include: { dataset: { select: { slug: true } } },
      }),
  );
}
