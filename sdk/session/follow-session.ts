import type { Ask } from '../api/api.ts';
import { wait } from '../api/backoff.ts';
import { errorOf } from '../api/success-of.ts';
import { ValidationFailed, VitrineError } from '../errors.ts';
import type { VerifyEvent } from '../events.ts';
import { graphql } from '../gql/gql.ts';
import type { FollowSessionQuery } from '../gql/graphql.ts';
import { issuesHint, readIssues } from './read-issues.ts';

const FollowSession = graphql(`
  query FollowSession($session: ID!) {
    node(id: $session) {
      ... on IngestSession {
        state
        phase
        itemCount
        itemsStaged
        failure
        progress { filesVerified filesDeclared filesMissing filesMismatched }
      }
    }
  }
`);

export type FollowedSession = Exclude<NonNullable<FollowSessionQuery['node']>, Record<PropertyKey, never>>;

/** How far a session is; rejects with its failure if it has failed. */
export async function followSession(ask: Ask, session: string, hasLines: boolean): Promise<FollowedSession> {
  const { data, requestId } = await ask(FollowSession, { session });
  const found = data.node as FollowedSession | null;
  if (!found) throw new VitrineError('NOT_FOUND', 'The session is gone.', { requestId });
  if (found.state !== 'FAILED') return found;
  const { code = 'SERVER_ERROR', message = 'The publish has failed.' } = (found.failure ?? {}) as {
    code?: string;
    message?: string;
  };
  if (code === 'VALIDATION_FAILED') {
    throw new ValidationFailed(await readIssues(ask, session, hasLines), { requestId, hint: issuesHint(session) });
  }
  throw errorOf({ code, message }, requestId);
}

const patienceMilliseconds = 30 * 60_000;
const longestPauseMilliseconds = 5_000;

/**
 * Waits while the server reads files that have arrived, such as large ones that came in parts, until there is something
 * new to say of them. Gives up when nothing was verified for half an hour.
 */
export async function* awaitVerification(ask: Ask, session: string, signal: AbortSignal): AsyncGenerator<VerifyEvent> {
  let verified = -1;
  let since = performance.now();
  for (let pause = 250; ; pause = Math.min(longestPauseMilliseconds, pause * 1.5)) {
    const { state, progress } = await followSession(ask, session, false);
    const { filesVerified, filesDeclared, filesMissing, filesMismatched } = progress;
    yield { type: 'verify', filesVerified, filesDeclared };
    if (state !== 'OPEN' || filesMissing === 0 || filesMismatched > 0) return;
    if (filesVerified !== verified) [verified, since] = [filesVerified, performance.now()];
    if (performance.now() - since > patienceMilliseconds) {
      throw new VitrineError('SERVER_ERROR', 'The server has verified no file for half an hour.', {
        hint: 'See whether its worker runs. Nothing is lost: run the same command again after that.',
      });
    }
    await wait(pause, signal);
  }
}

/** A phase of a publish that is under way, as an event. */
export function eventOf({ phase, progress, itemCount, itemsStaged }: FollowedSession) {
  if (phase === 'UPLOADING' || phase === 'VERIFYING') {
    const { filesVerified, filesDeclared } = progress;
    return { type: 'verify' as const, filesVerified, filesDeclared };
  }
  if (phase === 'VALIDATING') return { type: 'validate' as const, items: itemCount };
  return { type: 'publish' as const, itemsStaged, items: itemCount };
}
