import {
  Forbidden,
  IdempotencyConflict,
  InvalidInput,
  LimitExceeded,
  NotFound,
  PublishInProgress,
  SessionClosed,
  StorageUnavailable,
  UploadsMissing,
  ValidationFailed,
  VersionConflict,
} from '#domain/errors.ts';
import { type PublishAnswer, publishIngestSession } from '#domain/ingest/publish-ingest-session.ts';
import { builder } from './builder.ts';
import { DatasetRevision } from './dataset-revision.ts';
import { IngestSession } from './ingest-session.ts';
import { ManifestInput } from './manifest-input.ts';

type Answer<Kind extends PublishAnswer['kind']> = Extract<PublishAnswer, { kind: Kind }>;

const PublishSucceeded = builder.objectRef<Answer<'PublishSucceeded'>>('PublishSucceeded').implement({
  description: 'Outcome of a publish that succeeded.',
  authScopes: { authenticated: true },
  fields: (t) => ({
    revision: t.field({
      type: DatasetRevision,
      description: 'Revision that readers see.',
      resolve: ({ revision }) => revision,
    }),
    noop: t.exposeBoolean('noop', { description: 'Whether nothing had changed, so that no new revision was needed.' }),
  }),
});

const PublishPending = builder.objectRef<Answer<'PublishPending'>>('PublishPending').implement({
  description:
    'Outcome of a publish that a worker continues. Follow the session, or repeat the call with the same arguments.',
  authScopes: { authenticated: true },
  fields: (t) => ({
    session: t.field({
      type: IngestSession,
      description: 'Session in the state `PUBLISHING`.',
      resolve: ({ session }) => session,
    }),
  }),
});

const DryRunPassed = builder.objectRef<Answer<'DryRunPassed'>>('DryRunPassed').implement({
  description: 'Outcome of a dry run without issues. Nothing was written.',
  authScopes: { authenticated: true },
  fields: (t) => ({
    session: t.field({
      type: IngestSession,
      description: 'Session, which is still open.',
      resolve: ({ session }) => session,
    }),
    itemCount: t.exposeInt('itemCount', { description: 'Number of items in the manifest.' }),
  }),
});

const PublishOutcome = builder.unionType('PublishOutcome', {
  description: 'Outcome of a call of `publishIngestSession`.',
  types: [PublishSucceeded, PublishPending, DryRunPassed],
  resolveType: ({ kind }) => kind,
});

builder.mutationField('publishIngestSession', (t) =>
  t.fieldWithInput({
    type: PublishOutcome,
    authScopes: { authenticated: true },
    // The manifest check reads these texts, because its issues contain the line number of a text that cannot be stored.
    extensions: { textReadByRule: 'manifest' },
    description:
      'Publishes the manifest of a session as the next revision of the dataset, all at once or not at all. Repeated, it returns the same outcome, so a pipeline may retry.',
    errors: {
      types: [
        Forbidden,
        IdempotencyConflict,
        InvalidInput,
        LimitExceeded,
        NotFound,
        PublishInProgress,
        SessionClosed,
        StorageUnavailable,
        UploadsMissing,
        ValidationFailed,
        VersionConflict,
      ],
      dataField: { name: 'outcome', description: 'Outcome of the call.' },
    },
    input: {
      sessionId: t.input.globalID({
        required: true,
        for: IngestSession,
        description: 'Global id of the session to publish.',
      }),
      manifest: t.input.field({ type: ManifestInput, required: true, description: 'Manifest of the next revision.' }),
      expectedRevisionNumber: t.input.int({
        description:
          'Number of the revision that the dataset must be at, 0 for none. `VersionConflict` otherwise. Default: any.',
      }),
      dryRun: t.input.boolean({ description: 'Whether to only validate the manifest. Default: false.' }),
      allowEmpty: t.input.boolean({
        description:
          'Whether a manifest without items is intended. Default: false, which reports it as an issue. In `REPLACE` mode it removes all items.',
      }),
    },
    resolve: (_root, { input: { sessionId, manifest, expectedRevisionNumber, ...input } }, context) =>
      publishIngestSession(context, {
        ...input,
        sessionId: sessionId.id,
        items: manifest.items,
        manifestSha256: manifest.sha256,
        expectedRevision: expectedRevisionNumber,
      }),
  }),
);
