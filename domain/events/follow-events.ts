import type { EventKind } from '#prisma/client/enums.ts';
import { may } from '../access/membership.ts';
import type { Context } from '../context.ts';
import { encodeCursor } from '../paging/cursor.ts';
import { eventList, type FoundEvent, findEvents } from './find-events.ts';

export interface FollowOptions {
  /** How often events are read and the viewer authenticated again without an announcement. */
  tickMilliseconds?: number;
  /** Whether to end after the latest event instead of waiting for the next. */
  untilLatest?: boolean;
}

const eventsPerRead = 100;

/**
 * Yields the events of an organization after a cursor, in order. A client that resumes by the cursor of the last one it
 * got receives each at least once. Yields an empty list while nothing happens. Ends when the viewer's access ends.
 *
 * Authenticates the viewer again before each read. So nothing is read for a revoked token or a removed member.
 */
export async function* followEvents(
  context: Pick<Context, 'db' | 'limits' | 'events' | 'reauthorize'>,
  orgId: string,
  { after, kinds }: { after: string; kinds?: readonly EventKind[] | null },
  signal: AbortSignal,
  { tickMilliseconds = 5_000, untilLatest = false }: FollowOptions = {},
): AsyncGenerator<FoundEvent[], void, void> {
  const announcements = context.events.subscribe('event', orgId, signal)[Symbol.asyncIterator]();
  let announced = announcements.next();
  let cursor = after;
  while (!signal.aborted) {
    const viewer = await context.reauthorize();
    if (!may(viewer, 'READ', orgId)) return;
    const horizon = await latestCursor(context, orgId);
    const page = await findEvents({ ...context, viewer }, orgId, { first: eventsPerRead, after: cursor, kinds });
    yield page.rows;
    // Without a visible event up to the horizon, the next read begins there. So hidden events are not read again.
    cursor = page.rows.at(-1)?.cursor ?? horizon ?? cursor;
    if (page.hasNextPage) continue;
    if (untilLatest) return;
    const wasAnnounced = await Promise.race([announced, tick(tickMilliseconds, signal)]);
    if (wasAnnounced) announced = announcements.next();
  }
}

/** Returns the cursor after the latest event of an organization. Following begins there if the client names none. */
export async function beginOfFollowing(context: Pick<Context, 'db'>, orgId: string): Promise<string> {
  return (await latestCursor(context, orgId)) ?? firstEventCursor(orgId);
}

/** Returns the cursor before the first event of an organization. */
export function firstEventCursor(orgId: string): string {
  return encodeCursor(eventList(orgId), [0]);
}

/** Returns the cursor of the latest event, visible or not. Null if there is none. */
async function latestCursor({ db }: Pick<Context, 'db'>, orgId: string): Promise<string | null> {
  const latest = await db.event.findFirst({
    where: { orgId },
    orderBy: { position: 'desc' },
    select: { position: true },
  });
  return latest && encodeCursor(eventList(orgId), [Number(latest.position)]);
}

function tick(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener('abort', end, { once: true });
    if (signal.aborted) end();
  });
}
