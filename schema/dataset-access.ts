import { archiveDataset } from '#domain/datasets/archive-dataset.ts';
import { findGrants } from '#domain/datasets/find-grants.ts';
import { grantDatasetAccess, revokeDatasetAccess } from '#domain/datasets/grant-dataset-access.ts';
import { updateDataset } from '#domain/datasets/update-dataset.ts';
import { Forbidden, InvalidInput, NotFound } from '#domain/errors.ts';
import type { DatasetGrant } from '#prisma/client/client.ts';
import { builder } from './builder.ts';
import { connectionNames, connectionOf } from './connection.ts';
import { Dataset } from './dataset.ts';
import { DatasetVisibilityEnum } from './enums.ts';
import { rowId } from './row-id.ts';
import { User } from './user.ts';
import { usersById } from './users-by-id.ts';

const DatasetGrantType = builder.objectRef<DatasetGrant>('DatasetGrant').implement({
  description: 'That a member may see a dataset while it is RESTRICTED.',
  authScopes: ({ orgId }) => ({ admin: orgId }),
  fields: (t) => ({
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was given.' }),
    user: t.field({
      type: User,
      nullable: true,
      description: 'Who may.',
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
      description: 'Who may see it besides admins while it is RESTRICTED; for admins.',
      resolve: async (dataset, args, context) =>
        connectionOf(await findGrants(context, dataset, args), (node) => ({ cursor: node.cursor, node })),
    },
    ...connectionNames('DatasetGrant'),
  ),
);

builder.mutationField('updateDataset', (t) =>
  t.fieldWithInput({
    type: Dataset,
    authScopes: { authenticated: true },
    description: 'Changes what is said of a dataset. What is not given stays.',
    errors: {
      types: [Forbidden, InvalidInput, NotFound],
      dataField: { name: 'dataset', description: 'The dataset as it is now.' },
    },
    input: {
      datasetId: t.input.globalID({ required: true, for: Dataset, description: 'The dataset.' }),
      name: t.input.string({ description: 'Its name for people, up to 200 characters.' }),
      description: t.input.string({ description: 'What it is, as plain text.' }),
      license: t.input.string({ description: 'The licence of its content; an empty one takes it away.' }),
      visibility: t.input.field({
        type: DatasetVisibilityEnum,
        description: 'Which members see it; for admins to say.',
      }),
      sensitive: t.input.boolean({
        description: 'Whether its files are kept out of every cache; for admins to say.',
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
    description: 'Archives a dataset, which then takes no new revisions; or takes it out of the archive again.',
    errors: {
      types: [Forbidden, NotFound],
      dataField: { name: 'dataset', description: 'The dataset as it is now.' },
    },
    input: {
      datasetId: t.input.globalID({ required: true, for: Dataset, description: 'The dataset.' }),
      archived: t.input.boolean({ required: true, defaultValue: true, description: 'Whether it shall be archived.' }),
    },
    resolve: (_root, { input }, context) =>
      archiveDataset(context, { datasetId: rowId(input.datasetId.id), archived: input.archived }),
  }),
);

builder.mutationField('grantDatasetAccess', (t) =>
  t.fieldWithInput({
    type: Dataset,
    authScopes: { authenticated: true },
    description: 'Lets a member see a dataset while it is RESTRICTED.',
    errors: {
      types: [Forbidden, NotFound],
      dataField: { name: 'dataset', description: 'The dataset, with its grants.' },
    },
    input: {
      datasetId: t.input.globalID({ required: true, for: Dataset, description: 'The dataset.' }),
      userId: t.input.globalID({ required: true, for: User, description: 'A member of its organization.' }),
    },
    resolve: (_root, { input }, context) =>
      grantDatasetAccess(context, { datasetId: rowId(input.datasetId.id), userId: rowId(input.userId.id) }),
  }),
);

builder.mutationField('revokeDatasetAccess', (t) =>
  t.fieldWithInput({
    type: Dataset,
    authScopes: { authenticated: true },
    description: 'Takes a grant back.',
    errors: {
      types: [Forbidden, NotFound],
      dataField: { name: 'dataset', description: 'The dataset, with its grants.' },
    },
    input: {
      datasetId: t.input.globalID({ required: true, for: Dataset, description: 'The dataset.' }),
      userId: t.input.globalID({ required: true, for: User, description: 'Whose grant.' }),
    },
    resolve: (_root, { input }, context) =>
      revokeDatasetAccess(context, { datasetId: rowId(input.datasetId.id), userId: rowId(input.userId.id) }),
  }),
);
