import { archiveDataset } from '#domain/datasets/archive-dataset.ts';
import { type UpdateDatasetInput, updateDataset } from '#domain/datasets/update-dataset.ts';
import { Forbidden, InvalidInput, NotFound } from '#domain/errors.ts';
import { builder } from './builder.ts';
import { Dataset } from './dataset.ts';
import { DatasetVisibilityEnum } from './enums.ts';
import { rowId } from './row-id.ts';

builder.mutationField('updateDataset', (t) =>
  t.fieldWithInput({
    type: Dataset,
    authScopes: { authenticated: true },
    description: 'Changes the description and settings of a dataset. Fields that are left out stay.',
    errors: {
      types: [Forbidden, InvalidInput, NotFound],
      dataField: { name: 'dataset', description: 'Dataset after the change.' },
    },
    input: {
      datasetId: t.input.globalID({ required: true, for: Dataset, description: 'Global id of the dataset.' }),
      name: t.input.string({ description: 'Display name, 1 to 200 characters.' }),
      description: t.input.string({ description: 'Description as plain text.' }),
      license: t.input.string({ description: 'Licence of the content. An empty text removes it.' }),
      visibility: t.input.field({
        type: DatasetVisibilityEnum,
        description: 'Members who see the dataset. Only admins may change it.',
      }),
      sensitive: t.input.boolean({
        description: 'Whether to keep the files out of every cache. Only admins may change it.',
      }),
    } satisfies Record<keyof UpdateDatasetInput, unknown>,
    resolve: (_root, { input: { datasetId, ...changes } }, context) =>
      updateDataset(context, { ...changes, datasetId: rowId(datasetId.id) }),
  }),
);

builder.mutationField('archiveDataset', (t) =>
  t.fieldWithInput({
    type: Dataset,
    authScopes: { authenticated: true },
    description: 'Archives a dataset, which then takes no new revisions, or takes it out of the archive.',
    errors: {
      types: [Forbidden, NotFound],
      dataField: { name: 'dataset', description: 'Dataset after the change.' },
    },
    input: {
      datasetId: t.input.globalID({ required: true, for: Dataset, description: 'Global id of the dataset.' }),
      archived: t.input.boolean({
        required: true,
        defaultValue: true,
        description: 'Whether to archive the dataset. False takes it out of the archive.',
      }),
    },
    resolve: (_root, { input }, context) =>
      archiveDataset(context, { datasetId: rowId(input.datasetId.id), archived: input.archived }),
  }),
);
