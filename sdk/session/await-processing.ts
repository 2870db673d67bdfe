import type { Ask } from '../api/api.ts';
import { wait } from '../api/backoff.ts';
import { VitrineError } from '../errors.ts';
import type { ProcessEvent } from '../events.ts';
import { graphql } from '../gql/gql.ts';
import type { Waiting } from './follow-session.ts';
import { progressDeadline } from './progress-deadline.ts';

const RevisionProcessing = graphql(`
  query RevisionProcessing($organization: String!, $dataset: String!) {
    dataset(organizationSlug: $organization, slug: $dataset) {
      revision { number processing { pending running done failed } }
    }
  }
`);

const longestPauseMilliseconds = 2_000;

/**
 * Waits until the server has processed the files of a revision, for example created previews. Returns the number of
 * files that failed. Also ends when a later revision is published, which has other files.
 */
export async function* awaitProcessing(
  ask: Ask,
  { organization, dataset }: { organization: string; dataset: string },
  { revision }: { revision: number | null },
  waiting: Waiting,
): AsyncGenerator<ProcessEvent, { failedFiles?: number }> {
  if (revision === null) return {};
  const advance = progressDeadline('The server has stopped processing files.', waiting.patienceMilliseconds);
  for (let pause = 250; ; pause = Math.min(longestPauseMilliseconds, pause * 1.5)) {
    const { data, requestId } = await ask(RevisionProcessing, { organization, dataset });
    if (!data.dataset) throw new VitrineError('NOT_FOUND', 'The dataset no longer exists.', { requestId });
    const { number, processing } = data.dataset.revision ?? {};
    if (number !== revision) return {};
    if (processing) {
      const { pending, running, done, failed } = processing;
      yield { type: 'process', pending, running, done, failed };
      if (pending + running === 0) return { failedFiles: failed };
      advance(done + failed);
    } else advance(0); // The server counts the files a moment after the publish.
    await wait(Math.min(pause, waiting.backoff.longestMilliseconds), waiting.signal);
  }
}
