import type { Ask } from '../api/api.ts';
import { type Backoff, wait } from '../api/backoff.ts';
import { errorOf } from '../api/success-of.ts';
import { ValidationFailed, VitrineError } from '../errors.ts';
import type { PublishingEvent, ValidateEvent, VerifyEvent } from '../events.ts';
import { graphql } from '../gql/gql.ts';
import type { FollowSessionQuery } from '../gql/graphql.ts';
import { progressDeadline } from './progress-deadline.ts';
import { issuesHint, readIssues } from './read-issues.ts';
import { takesFiles } from './session-states.ts';

const FollowSession = graphql(`
  query FollowSession($session: ID!) {
    node(id: $session) {
      __typename
      ... on IngestSession {
        state
        phase
        itemCount
        itemsStaged
        failure { code message }
        progress { filesVerified filesDeclared filesMissing filesMismatched }
      }
    }
  }
`);

export type FollowedSession = Extract<NonNullable<FollowSessionQuery['node']>, { __typename: 'IngestSession' }>;

/** Returns the progress of a session. Rejects with the error of a failed session. */
export async function followSession(ask: Ask, session: string, hasLines: boolean): Promise<FollowedSession> {
  const { data, requestId } = await ask(FollowSession, { session });
  const found = data.node?.__typename === 'IngestSession' ? data.node : null;
  if (!found) throw new VitrineError('NOT_FOUND', 'The session no longer exists.', { requestId });
  if (found.state !== 'FAILED') return found;
  const { code, message } = found.failure ?? { code: 'SERVER_ERROR', message: 'The publish failed.' };
  if (code === 'VALIDATION_FAILED') {
    throw new ValidationFailed(await readIssues(ask, session, hasLines), { requestId, hint: issuesHint(session) });
  }
  throw errorOf({ code, message }, requestId);
}

const longestPauseMilliseconds = 5_000;

/**
 * Waits while the server verifies files that have arrived, such as large multipart uploads. Ends when all are verified
 * or one of them is wrong. Returns the number of verified files. Rejects if the number does not grow for too long.
 */
export async function* awaitVerification(
  ask: Ask,
  session: string,
  waiting: Waiting,
): AsyncGenerator<VerifyEvent, number> {
  const advance = progressDeadline('The server has stopped verifying files.', waiting.patienceMilliseconds);
  for (let pause = 250; ; pause = Math.min(longestPauseMilliseconds, pause * 1.5)) {
    const { state, progress } = await followSession(ask, session, false);
    const { filesVerified, filesDeclared, filesMissing, filesMismatched } = progress;
    yield { type: 'verify', filesVerified, filesDeclared };
    if (!takesFiles[state] || filesMissing === 0 || filesMismatched > 0) return filesVerified;
    advance(filesVerified);
    await wait(Math.min(pause, waiting.backoff.longestMilliseconds), waiting.signal);
  }
}

/** Options for waiting until the server has completed something. */
export interface Waiting {
  signal: AbortSignal;
  backoff: Backoff;
  /** Maximum time without progress. */
  patienceMilliseconds?: number;
}

/** Returns an event for the current phase of a publish. */
export function eventOf({
  phase,
  progress,
  itemCount,
  itemsStaged,
}: FollowedSession): VerifyEvent | ValidateEvent | PublishingEvent {
  const publishing: PublishingEvent = { type: 'publish', itemsStaged, items: itemCount };
  switch (phase) {
    case 'UPLOADING':
    case 'VERIFYING': {
      const { filesVerified, filesDeclared } = progress;
      return { type: 'verify', filesVerified, filesDeclared };
    }
    case 'VALIDATING':
      return { type: 'validate', items: itemCount };
    case 'STAGING':
    case 'COMMITTING':
    case 'DONE':
      return publishing;
    default:
      phase satisfies never;
      // Later servers may have other phases. They are shown as publishing.
      return publishing;
  }
}
