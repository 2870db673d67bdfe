import { archiveDataset } from '#domain/datasets/archive-dataset.ts';
import { findGrants } from '#domain/datasets/find-grants.ts';
import { grantDatasetAccess, revokeDatasetAccess } from '#domain/datasets/grant-dataset-access.ts';
import { updateDataset } from '#domain/datasets/update-dataset.ts';
import { Forbidden, InvalidInput, NotFound } from '#domain/errors.ts';
import type { DatasetGrant } from '#prisma/client/client.ts';
import { builder } from './builder.ts';
import { countedConnectionOf, totalCount } from './connection.ts';
import { Dataset } from './dataset.ts';
import { DatasetVisibilityEnum } from './enums.ts';
import { rowId } from './row-id.ts';
import { User } from './user.ts';
import { usersById } from './users-by-id.ts';

const DatasetGrantType = builder.objectRef<DatasetGrant>('DatasetGrant').implement({
  description: 'Grant of access to a dataset while it is `RESTRICTED`.',
  authScopes: ({ orgId }) => ({ admin: orgId }),
  fields: (t) => ({
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'Time of the grant.' }),
    user: t.field({
      type: User,
      nullable: true,
      description: 'Member who may see the dataset. Null if the account is gone.',
      resolve: ({ userId }, _args, context) => usersById(context).load(userId),
    }),
  }),
});

builder.prismaObjectField(Dataset, 'grants', (t) =>
  t.connection(
    {
      type: DatasetGrantType,
      nullable: true,
      select: { id: true, orgId: true },
      description: 'Grants of access to the dataset while it is `RESTRICTED`. Only for admins.',
      resolve: async (dataset, args, context) =>
        countedConnectionOf(await findGrants(context, dataset, args), (node) => ({ cursor: node.cursor, node })),
    },
    { name: 'DatasetGrantConnection', fields: (list) => ({ totalCount: list.int(totalCount) }) },
    { name: 'DatasetGrantEdge' },
  ),
);

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
    },
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

builder.mutationField('grantDatasetAccess', (t) =>
  t.fieldWithInput({
    type: Dataset,
    authScopes: { authenticated: true },
    description: 'Grants a member access to a dataset while it is `RESTRICTED`.',
    errors: {
      types: [Forbidden, NotFound],
      dataField: { name: 'dataset', description: 'Dataset with its grants.' },
    },
    input: {
      datasetId: t.input.globalID({ required: true, for: Dataset, description: 'Global id of the dataset.' }),
      userId: t.input.globalID({
        required: true,
        for: User,
        description: 'Global id of a member of the organization.',
      }),
    },
    resolve: (_root, { input }, context) =>
      grantDatasetAccess(context, { datasetId: rowId(input.datasetId.id), userId: rowId(input.userId.id) }),
  }),
);

builder.mutationField('revokeDatasetAccess', (t) =>
  t.fieldWithInput({
    type: Dataset,
    authScopes: { authenticated: true },
    description: 'Revokes the grant of a member.',
    errors: {
      types: [Forbidden, NotFound],
      dataField: { name: 'dataset', description: 'Dataset with its grants.' },
    },
    input: {
      datasetId: t.input.globalID({ required: true, for: Dataset, description: 'Global id of the dataset.' }),
      userId: t.input.globalID({
        required: true,
        for: User,
        description: 'Global id of the member whose grant is revoked.',
      }),
    },
    resolve: (_root, { input }, context) =>
      revokeDatasetAccess(context, { datasetId: rowId(input.datasetId.id), userId: rowId(input.userId.id) }),
  }),
);
