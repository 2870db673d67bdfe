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
    description: 'Number of latest revisions that stay readable. Null keeps all.',
  }),
);

builder.mutationField('deleteDatasetRevision', (t) =>
  t.fieldWithInput({
    type: DatasetRevision,
    authScopes: { authenticated: true },
    description:
      'Deletes an old revision permanently: its items can no longer be read. It stays in the list of revisions.',
    errors: {
      types: [Forbidden, InvalidInput, NotFound],
      dataField: { name: 'revision', description: 'Revision with `deletedAt` set.' },
    },
    input: {
      revisionId: t.input.globalID({
        required: true,
        for: DatasetRevision,
        description: 'Global id of the revision to delete.',
      }),
    },
    resolve: (_root, { input }, context) => deleteDatasetRevision(context, input.revisionId.id),
  }),
);

builder.mutationField('setRevisionRetention', (t) =>
  t.fieldWithInput({
    type: Dataset,
    authScopes: { authenticated: true },
    description:
      'Sets how many latest revisions of a dataset stay readable. Older ones are deleted permanently, now and after each publish.',
    errors: {
      types: [Forbidden, InvalidInput, NotFound],
      dataField: { name: 'dataset', description: 'Dataset after the change.' },
    },
    input: {
      datasetId: t.input.globalID({ required: true, for: Dataset, description: 'Global id of the dataset.' }),
      retainedRevisions: t.input.int({
        description: 'Number of latest revisions that stay readable, at least 1. Null, the default, keeps all.',
      }),
    },
    resolve: (_root, { input }, context) =>
      setRevisionRetention(context, {
        datasetId: rowId(input.datasetId.id),
        retainedRevisions: input.retainedRevisions ?? null,
      }),
  }),
);
