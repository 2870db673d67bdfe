import { Forbidden, InvalidInput, NotFound } from '#domain/errors.ts';
import { deleteDatasetRevision } from '#domain/revisions/delete-dataset-revision.ts';
import { setRevisionRetention } from '#domain/revisions/set-revision-retention.ts';
import { builder } from './builder.ts';
import { Dataset } from './dataset.ts';
import { DatasetRevision } from './dataset-revision.ts';
import { rowId } from './row-id.ts';

builder.prismaObjectField(Dataset, 'retainedRevisions', (t) =>
  t.exposeInt('retainedRevisions', {
    nullable: true,
    description: 'How many of its last revisions stay readable; null for all.',
  }),
);

builder.mutationField('deleteDatasetRevision', (t) =>
  t.fieldWithInput({
    type: DatasetRevision,
    authScopes: { authenticated: true },
    description:
      'Deletes an old revision for good: it can no longer be read, and what only it had is removed. It stays listed.',
    errors: {
      types: [Forbidden, InvalidInput, NotFound],
      dataField: { name: 'revision', description: 'The revision, deleted.' },
    },
    input: { revisionId: t.input.globalID({ required: true, for: DatasetRevision, description: 'The revision.' }) },
    resolve: (_root, { input }, context) => deleteDatasetRevision(context, input.revisionId.id),
  }),
);

builder.mutationField('setRevisionRetention', (t) =>
  t.fieldWithInput({
    type: Dataset,
    authScopes: { authenticated: true },
    description:
      'Says how many of its last revisions a dataset keeps readable. Older ones are deleted for good, now and after each publish.',
    errors: {
      types: [Forbidden, InvalidInput, NotFound],
      dataField: { name: 'dataset', description: 'The dataset.' },
    },
    input: {
      datasetId: t.input.globalID({ required: true, for: Dataset, description: 'The dataset.' }),
      retainedRevisions: t.input.int({ description: 'How many, at least 1; null to keep all.' }),
    },
    resolve: (_root, { input }, context) =>
      setRevisionRetention(context, {
        datasetId: rowId(input.datasetId.id),
        retainedRevisions: input.retainedRevisions ?? null,
      }),
  }),
);
