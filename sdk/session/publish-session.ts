import type { Ask } from '../api/api.ts';
import { wait } from '../api/backoff.ts';
import { successOf } from '../api/success-of.ts';
import { ValidationFailed } from '../errors.ts';
import type { PublishingEvent, ValidateEvent, VerifyEvent } from '../events.ts';
import { graphql } from '../gql/gql.ts';
import type { ManifestInput } from '../gql/graphql.ts';
import { eventOf, followSession, type Waiting } from './follow-session.ts';
import { progressDeadline } from './progress-deadline.ts';
import { issuesHint, readIssues } from './read-issues.ts';
import { isPublishing } from './session-states.ts';

const PublishIngestSession = graphql(`
  mutation PublishIngestSession(
    $session: ID!
    $manifest: ManifestInput!
    $expectedRevision: Int
    $dryRun: Boolean!
    $allowEmpty: Boolean
  ) {
    publishIngestSession(
      input: {
        sessionId: $session
        manifest: $manifest
        expectedRevisionNumber: $expectedRevision
        dryRun: $dryRun
        allowEmpty: $allowEmpty
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
      ... on VersionConflict { currentRevisionNumber }
      ... on Error { code message }
    }
  }
`);

export interface PublishRequest {
  session: string;
  manifest: ManifestInput;
  expectedRevision?: number;
  dryRun: boolean;
  allowEmpty?: boolean;
}

export type PublishAnswer =
  | { kind: 'published'; revision: number; noop: boolean }
  | { kind: 'dryRunPassed' }
  /** Outcome if the server is still verifying files that have arrived. */
  | { kind: 'uploadsPending' }
  /**
   * Outcome if files have not arrived. `filenames` is null if the server lists only some of them. All files must then
   * be sent.
   */
  | { kind: 'uploadsMissing'; filenames: ReadonlySet<string> | null; missingCount: number; message: string };

/** Maximum number of missing files whose names the server returns. */
const maxNamed = 100;
const longestPauseMilliseconds = 2_000;

/**
 * Requests the publish of a session, and waits until a revision exists or the publish has failed. Throws only if the
 * server stops making progress. A request whose response was lost can be repeated, because requests are idempotent.
 */
export async function* publishSession(
  ask: Ask,
  request: PublishRequest,
  { hasLines, ...waiting }: Waiting & { hasLines: boolean },
): AsyncGenerator<VerifyEvent | ValidateEvent | PublishingEvent, PublishAnswer> {
  const advance = progressDeadline(
    'The server has stopped making progress on the publish.',
    waiting.patienceMilliseconds,
  );
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
      await wait(Math.min(pause, waiting.backoff.longestMilliseconds), waiting.signal);
      pause = Math.min(longestPauseMilliseconds, pause * 1.5);
      const session = await followSession(ask, request.session, hasLines);
      advance(session.itemCount + session.itemsStaged + session.progress.filesVerified);
      if (!isPublishing[session.state]) break;
      yield eventOf(session);
    }
  }
}

/** Returns the missing files. The server omits files that it is still verifying, which need not be sent again. */
function missing({ missingCount, filenames, message }: { missingCount: number; filenames: string[]; message: string }) {
  if (filenames.length === 0) return { kind: 'uploadsPending' as const };
  const allNamed = filenames.length < maxNamed;
  return { kind: 'uploadsMissing' as const, filenames: allNamed ? new Set(filenames) : null, missingCount, message };
}
