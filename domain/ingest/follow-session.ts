import type { IngestSession } from '#prisma/client/client.ts';
import type { Context } from '../context.ts';
import { hasEnded } from './ingest-states.ts';
import { requireSession } from './require-session.ts';

export interface FollowOptions {
  /** Interval for reading the session and authenticating the viewer again, if no notification arrives. */
  tickMilliseconds?: number;
  /** Minimum time between two yielded states, even if the session changes faster. */
  pauseMilliseconds?: number;
}

/**
 * Yields each new state of an ingest session, beginning with the current one, until the session has ended.
 *
 * Authenticates the viewer again for every state, and at least every few seconds. A revoked token or a removed member
 * gets the same error as any viewer without access.
 */
export async function* followSession(
  { db, events, reauthorize }: Pick<Context, 'db' | 'events' | 'reauthorize'>,
  id: string,
  signal: AbortSignal,
  { tickMilliseconds = 2_500, pauseMilliseconds = 250 }: FollowOptions = {},
): AsyncGenerator<IngestSession, void, void> {
  const changes = events.subscribe('ingest_session', id, signal)[Symbol.asyncIterator]();
  let change = changes.next();
  let last = '';
  while (!signal.aborted) {
    const session = await requireSession({ db, viewer: await reauthorize() }, id);
    const state = stateOf(session);
    if (state !== last) yield session;
    last = state;
    if (hasEnded(session.state)) return;
    await wait(pauseMilliseconds, signal);
    const announced = await Promise.race([change, wait(tickMilliseconds - pauseMilliseconds, signal)]);
    if (announced) change = changes.next();
  }
}

/** Returns all columns of a session, as one text to compare. Omits the expiry times, which change with every call. */
function stateOf({ expiresAt: _expiresAt, leaseExpiresAt: _leaseExpiresAt, ...session }: IngestSession): string {
  return JSON.stringify(session, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
}

function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
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
