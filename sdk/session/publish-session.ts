import type { Ask } from '../api/api.ts';
import { wait } from '../api/backoff.ts';
import { errorOf, successOf } from '../api/success-of.ts';
import { ValidationFailed, VitrineError } from '../errors.ts';
import type { PublishingEvent, ValidateEvent, VerifyEvent } from '../events.ts';
import { graphql } from '../gql/gql.ts';
import type { FollowSessionQuery } from '../gql/graphql.ts';
import { readIssues } from './read-issues.ts';

const PublishIngestSession = graphql(`
  mutation PublishIngestSession(
    $session: ID!
    $items: [JSON!]
    $manifestSha256: String
    $expectedRevision: Int
    $dryRun: Boolean!
  ) {
    publishIngestSession(
      input: {
        session: $session
        items: $items
        manifestSha256: $manifestSha256
        expectedRevision: $expectedRevision
        dryRun: $dryRun
      }
    ) {
      __typename
      ... on PublishIngestSessionSuccess {
        outcome {
          __typename
          ... on PublishSucceeded { noop revision { number } }
          ... on DryRunPassed { itemCount }
        }
      }
      ... on UploadsMissing { missingCount filenames }
      ... on VersionConflict { currentRevision }
      ... on Error { code message }
    }
  }
`);

const FollowSession = graphql(`
  query FollowSession($session: ID!) {
    node(id: $session) {
      ... on IngestSession {
        state
        phase
        itemCount
        itemsStaged
        failure
        progress { filesVerified filesDeclared }
      }
    }
  }
`);

export interface PublishRequest {
  session: string;
  items?: readonly unknown[];
  manifestSha256?: string;
  expectedRevision?: number;
  dryRun: boolean;
}

export type PublishAnswer =
  | { kind: 'published'; revision: number; noop: boolean }
  | { kind: 'dryRunPassed' }
  /** Files have not arrived; these, or all when the names are more than the server lists. */
  | { kind: 'uploadsMissing'; filenames: ReadonlySet<string> | null; missingCount: number; message: string };

const longestPauseMilliseconds = 2_000;

/**
 * Publishes a session and follows it until it has become a revision or failed, however long that takes. Asking again is
 * always safe, so whatever answer was lost is asked for once more.
 */
export async function* publishSession(
  ask: Ask,
  request: PublishRequest,
  { signal, hasLines }: { signal: AbortSignal; hasLines: boolean },
): AsyncGenerator<VerifyEvent | ValidateEvent | PublishingEvent, PublishAnswer> {
  for (let pause = 250; ; ) {
    const { data, requestId } = await ask(PublishIngestSession, { ...request });
    const result = data.publishIngestSession;
    if (result?.__typename === 'UploadsMissing') return missing(result);
    if (result?.__typename === 'ValidationFailed') {
      throw new ValidationFailed(await readIssues(ask, request.session, hasLines), {
        requestId,
        hint: issuesHint(request.session),
      });
    }
    const { outcome } = successOf(result, requestId);
    if (outcome.__typename === 'DryRunPassed') return { kind: 'dryRunPassed' };
    if (outcome.__typename === 'PublishSucceeded') {
      return { kind: 'published', revision: outcome.revision.number, noop: outcome.noop };
    }
    for (;;) {
      await wait(pause, signal);
      pause = Math.min(longestPauseMilliseconds, pause * 1.5);
      const session = await follow(ask, request.session, hasLines);
      if (session.state !== 'PUBLISHING') break;
      yield eventOf(session);
    }
  }
}

type Session = Exclude<NonNullable<FollowSessionQuery['node']>, Record<PropertyKey, never>>;

async function follow(ask: Ask, session: string, hasLines: boolean): Promise<Session> {
  const { data, requestId } = await ask(FollowSession, { session });
  const found = data.node as Session | null;
  if (!found) throw new VitrineError('NOT_FOUND', 'The session is gone.', { requestId });
  if (found.state === 'FAILED') {
    const { code = 'SERVER_ERROR', message = 'The publish has failed.' } = (found.failure ?? {}) as {
      code?: string;
      message?: string;
    };
    if (code === 'VALIDATION_FAILED') {
      throw new ValidationFailed(await readIssues(ask, session, hasLines), {
        requestId,
        hint: issuesHint(session),
      });
    }
    throw errorOf({ code, message }, requestId);
  }
  return found;
}

function eventOf({ phase, progress, itemCount, itemsStaged }: Session): VerifyEvent | ValidateEvent | PublishingEvent {
  if (phase === 'UPLOADING' || phase === 'VERIFYING') {
    return { type: 'verify', filesVerified: progress.filesVerified, filesDeclared: progress.filesDeclared };
  }
  if (phase === 'VALIDATING') return { type: 'validate', items: itemCount };
  return { type: 'publish', itemsStaged, items: itemCount };
}

function missing({ missingCount, filenames, message }: { missingCount: number; filenames: string[]; message: string }) {
  const named = missingCount <= filenames.length;
  return { kind: 'uploadsMissing' as const, filenames: named ? new Set(filenames) : null, missingCount, message };
}

function issuesHint(session: string): string {
  return `Correct what is listed and run the same command again. All issues: vitrine issues ${session}`;
}
