import type { EventKind } from '#prisma/client/enums.ts';
import { may } from '../access/membership.ts';
import type { Context } from '../context.ts';
import { encodeCursor } from '../paging/cursor.ts';
import { eventList, type FoundEvent, findEvents } from './find-events.ts';

export interface FollowOptions {
  /** Interval for reading events and authenticating the viewer again, if no notification arrives. */
  tickMilliseconds?: number;
  /** Whether to end after the latest event instead of waiting for new events. */
  untilLatest?: boolean;
}

const eventsPerRead = 100;

/**
 * Yields the events of an organization after a cursor, in order. Yields an empty list if nothing new has happened. Ends
 * when the viewer loses access. A client that resumes at the cursor of its last event receives each event at least
 * once.
 *
 * Authenticates the viewer again before each read, so a revoked token or a removed member receives no further events.
 */
export async function* followEvents(
  context: Pick<Context, 'db' | 'limits' | 'events' | 'reauthorize'>,
  orgId: string,
  { after, kinds }: { after: string; kinds?: readonly EventKind[] | null },
  signal: AbortSignal,
  { tickMilliseconds = 5_000, untilLatest = false }: FollowOptions = {},
): AsyncGenerator<FoundEvent[], void, void> {
  let isAnnounced = false;
  let wake = () => {};
  const listen = async () => {
    for await (const _ of context.events.subscribe('event', orgId, signal)) {
      isAnnounced = true;
      wake();
    }
  };
  void listen();
  let cursor = after;
  while (!signal.aborted) {
    isAnnounced = false;
    const viewer = await context.reauthorize();
    if (!may(viewer, 'READ', orgId)) return;
    const horizon = await latestCursor(context, orgId);
    const page = await findEvents({ ...context, viewer }, orgId, { first: eventsPerRead, after: cursor, kinds });
    yield page.rows;
    // If no event up to the horizon is visible to the viewer, the next read starts at the horizon. So hidden events are
    // not read again.
    cursor = page.rows.at(-1)?.cursor ?? horizon ?? cursor;
    if (page.hasNextPage) continue;
    if (untilLatest) return;
    if (!isAnnounced) await tick(tickMilliseconds, signal, (end) => (wake = end));
  }
}

/**
 * Returns the cursor of the latest event of an organization. A client that gives no cursor receives the events after
 * it.
 */
export async function beginOfFollowing(context: Pick<Context, 'db'>, orgId: string): Promise<string> {
  return (await latestCursor(context, orgId)) ?? firstEventCursor(orgId);
}

/** Returns the cursor before the first event of an organization. */
export function firstEventCursor(orgId: string): string {
  return encodeCursor(eventList(orgId), [0]);
}

/** Returns the cursor of the latest event, whether or not a viewer may see it. Returns null without any event. */
async function latestCursor({ db }: Pick<Context, 'db'>, orgId: string): Promise<string | null> {
  const latest = await db.event.findFirst({
    where: { orgId },
    orderBy: { position: 'desc' },
    select: { position: true },
  });
  return latest && encodeCursor(eventList(orgId), [Number(latest.position)]);
}

/** Waits until the time is over, the signal is aborted, or the caller calls the function that it gets from `take`. */
function tick(milliseconds: number, signal: AbortSignal, take: (end: () => void) => void): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener('abort', end, { once: true });
    take(end);
    if (signal.aborted) end();
  });
}
