import type { IngestSession } from '#prisma/client/client.ts';
import type { Context } from '../context.ts';
import { hasEnded } from './ingest-states.ts';
import { requireSession } from './require-session.ts';

export interface FollowOptions {
  /** How often the session is looked at though nothing was announced, and the viewer recognised again. */
  tickMilliseconds?: number;
  /** The least time between two states, however fast it changes. */
  pauseMilliseconds?: number;
}

/**
 * The states an ingest session goes through, from the one it is in until it has ended.
 *
 * Whoever follows it is recognised again for every state, and at least every few seconds: a revoked token or a removed
 * member is told so, in the words a stranger would hear.
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

/** All that a follower can see, but for the expiry, which every call moves on. */
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
