import {
  Forbidden,
  IdempotencyConflict,
  InvalidInput,
  LimitExceeded,
  NotFound,
  PublishInProgress,
  SessionClosed,
  StorageDown,
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
  description: 'The manifest is the dataset now.',
  authScopes: { authenticated: true },
  fields: (t) => ({
    revision: t.field({
      type: DatasetRevision,
      description: 'The revision that readers see.',
      resolve: ({ revision }) => revision,
    }),
    noop: t.exposeBoolean('noop', { description: 'Whether nothing had changed, so that no new revision was needed.' }),
  }),
});

const PublishPending = builder.objectRef<Answer<'PublishPending'>>('PublishPending').implement({
  description: 'A worker goes on with it. Follow the session, or publish again with the same arguments for the answer.',
  authScopes: { authenticated: true },
  fields: (t) => ({
    session: t.field({
      type: IngestSession,
      description: 'The session, publishing.',
      resolve: ({ session }) => session,
    }),
  }),
});

const DryRunPassed = builder.objectRef<Answer<'DryRunPassed'>>('DryRunPassed').implement({
  description: 'The manifest could be published. Nothing was written.',
  authScopes: { authenticated: true },
  fields: (t) => ({
    session: t.field({
      type: IngestSession,
      description: 'The session, still open.',
      resolve: ({ session }) => session,
    }),
    itemCount: t.exposeInt('itemCount', { description: 'Items the manifest names.' }),
  }),
});

const PublishOutcome = builder.unionType('PublishOutcome', {
  description: 'How far publishing came.',
  types: [PublishSucceeded, PublishPending, DryRunPassed],
  resolveType: ({ kind }) => kind,
});

builder.mutationField('publishIngestSession', (t) =>
  t.fieldWithInput({
    type: PublishOutcome,
    authScopes: { authenticated: true },
    // The manifest check reads these texts: its report names the line of a text that cannot be stored.
    extensions: { textReadByRule: 'manifest' },
    description:
      "Makes a session's manifest the dataset's next revision: all of it at once, or none. Publishing again answers the same, so a pipeline may simply retry.",
    errors: {
      types: [
        Forbidden,
        IdempotencyConflict,
        InvalidInput,
        LimitExceeded,
        NotFound,
        PublishInProgress,
        SessionClosed,
        StorageDown,
        UploadsMissing,
        ValidationFailed,
        VersionConflict,
      ],
      dataField: { name: 'outcome', description: 'How far it came.' },
    },
    input: {
      sessionId: t.input.globalID({ required: true, for: IngestSession, description: 'The session.' }),
      manifest: t.input.field({ type: ManifestInput, required: true, description: 'Manifest of the next revision.' }),
      expectedRevisionNumber: t.input.int({
        description: 'The revision the dataset must be at, 0 for none; else VersionConflict.',
      }),
      dryRun: t.input.boolean({ description: 'Validate only: the same checks, the same report, no revision.' }),
      allowEmpty: t.input.boolean({
        description:
          'Says that a manifest without any item is meant. In REPLACE mode it removes everything, so it is an issue otherwise.',
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
