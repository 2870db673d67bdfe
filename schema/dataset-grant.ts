import { findGrants } from '#domain/datasets/find-grants.ts';
import { grantDatasetAccess, revokeDatasetAccess } from '#domain/datasets/grant-dataset-access.ts';
import { Forbidden, NotFound } from '#domain/errors.ts';
import type { DatasetGrant } from '#prisma/client/client.ts';
import { builder } from './builder.ts';
import { countedConnectionOf, totalCount } from './connection.ts';
import { Dataset } from './dataset.ts';
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
