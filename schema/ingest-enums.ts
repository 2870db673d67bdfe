import * as enums from '#prisma/client/enums.ts';
import { builder } from './builder.ts';

export const IngestModeEnum = builder.enumType('IngestMode', {
  description: 'Effect of a manifest on items that it does not name.',
  values: {
    REPLACE: { description: 'Removal: the manifest is the whole dataset.' },
    APPEND: {
      description:
        'Keeping of these items: the manifest adds and changes others, and removes those that it marks with `remove`.',
    },
  } satisfies Record<enums.IngestMode, object>,
});

export const IngestStateEnum = builder.enumType('IngestState', {
  description: 'State in the life of a session.',
  values: {
    OPEN: { description: 'Session that takes files and can be published.' },
    PUBLISHING: { description: 'Session whose manifest is being validated, staged or committed.' },
    PUBLISHED: { description: 'Session that became a revision, or changed nothing.' },
    FAILED: { description: 'Session that ended by an error. Its `failure` says why.' },
    ABANDONED: { description: 'Session that was abandoned or has expired.' },
  } satisfies Record<enums.IngestState, object>,
});

export const IngestPhaseEnum = builder.enumType('IngestPhase', {
  description: 'Phase of the work on a session.',
  values: {
    UPLOADING: { description: 'Arrival of files.' },
    VERIFYING: { description: 'Check of the last files in the object store, for at most 10 seconds of a publish.' },
    VALIDATING: { description: 'Check of the manifest.' },
    STAGING: { description: 'Writing of rows that no reader sees yet.' },
    COMMITTING: { description: 'Move of the dataset to the new revision.' },
    DONE: { description: 'End of the work.' },
  } satisfies Record<enums.IngestPhase, object>,
});
