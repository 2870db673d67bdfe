import { createHash, randomUUID } from 'node:crypto';
import { isStorable } from '#formats/manifest/check-text.ts';
import type { Ask } from '../api/api.ts';
import { successOf } from '../api/success-of.ts';
import { VitrineError } from '../errors.ts';
import { graphql } from '../gql/gql.ts';
import type { IngestMode } from '../gql/graphql.ts';
import type { PublishedDataset } from './find-dataset.ts';
import { hasFailed, takesFiles } from './session-states.ts';

const OpenIngestSession = graphql(`
  mutation OpenIngestSession($dataset: ID!, $mode: IngestMode!, $message: String, $idempotencyKey: String!) {
    openIngestSession(
      input: { datasetId: $dataset, mode: $mode, message: $message, idempotencyKey: $idempotencyKey }
    ) {
      __typename
      ... on OpenIngestSessionSuccess { session { id state progress { filesDeclared } } }
      ... on Error { code message }
    }
  }
`);

export interface OpenOptions {
  mode: IngestMode;
  message?: string;
  /** SHA-256 of the manifest to publish. */
  sha256: string;
  resume: boolean;
}

export interface OpenedSession {
  id: string;
  resumed: boolean;
  /** Whether files can still be sent. False if an earlier run has already requested the publish. */
  takesFiles: boolean;
}

const endedSessions = 50;
const maxMessageLength = 2_000;

/** Throws if a text is not a valid message of a revision. */
export function refuseMessage(message = ''): void {
  if (message.length <= maxMessageLength && isStorable(message)) return;
  throw new VitrineError(
    'INVALID_INPUT',
    'A message can have at most 2,000 characters, without U+0000 and unpaired surrogates.',
  );
}

/**
 * Opens a session for this publish, or returns the session that an earlier run opened.
 *
 * Publishes are equal if their dataset, its current revision and their manifest are equal. So this machine need not
 * store anything. Publishing A, then B, then A again makes three publishes.
 */
export async function openSession(ask: Ask, dataset: PublishedDataset, options: OpenOptions): Promise<OpenedSession> {
  const { mode, message, sha256, resume } = options;
  const identity = JSON.stringify([dataset.id, dataset.revision, mode, sha256, message ?? '']);
  const name = resume ? createHash('sha256').update(identity).digest('hex') : randomUUID();
  for (let attempt = 1; attempt <= endedSessions; attempt += 1) {
    const idempotencyKey = attempt === 1 ? `sdk-${name}` : `sdk-${name}-${attempt}`;
    const { data, requestId } = await ask(OpenIngestSession, { dataset: dataset.id, mode, message, idempotencyKey });
    const { session } = successOf(data.openIngestSession, requestId);
    // A session that has expired or failed cannot be used again. Its files that arrived need not be sent again.
    if (hasFailed[session.state]) continue;
    const isOpen = takesFiles[session.state];
    return { id: session.id, resumed: !isOpen || session.progress.filesDeclared > 0, takesFiles: isOpen };
  }
  throw new VitrineError('SESSION_CLOSED', `${endedSessions} sessions of this publish have failed or expired.`, {
    hint: 'Run `vitrine sessions` to see the reason, or publish with --no-resume to start a new session.',
  });
}
