import * as enums from '#prisma/client/enums.ts';
import { builder } from './builder.ts';

export const IngestModeEnum = builder.enumType('IngestMode', {
  description: 'What a manifest says about the items it does not name.',
  values: {
    REPLACE: { description: 'They are removed: the manifest is the whole dataset.' },
    APPEND: { description: 'They stay: the manifest adds, changes, and removes what it marks so.' },
  } satisfies Record<enums.IngestMode, object>,
});

export const IngestStateEnum = builder.enumType('IngestState', {
  description: 'Where a session is in its life.',
  values: {
    OPEN: { description: 'Takes files and can be published.' },
    PUBLISHING: { description: 'Is being validated, staged or committed.' },
    PUBLISHED: { description: 'Has become a revision, or was found to change nothing.' },
    FAILED: { description: 'Has ended by an error that stands beside it.' },
    ABANDONED: { description: 'Was given up, or has expired.' },
  } satisfies Record<enums.IngestState, object>,
});

export const IngestPhaseEnum = builder.enumType('IngestPhase', {
  description: 'What is being done with a session.',
  values: {
    UPLOADING: { description: 'Files arrive.' },
    VERIFYING: { description: 'Check of the last files in the object store, for at most 10 seconds of a publish.' },
    VALIDATING: { description: 'The manifest is read and checked.' },
    STAGING: { description: 'Rows are written that nobody sees yet.' },
    COMMITTING: { description: 'The dataset is moved to the new revision.' },
    DONE: { description: 'Nothing more.' },
  } satisfies Record<enums.IngestPhase, object>,
});
