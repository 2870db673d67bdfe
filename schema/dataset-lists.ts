import { type Arguments, builder } from './builder.ts';
import { Dataset } from './dataset.ts';
import { DatasetConnection, listDatasets } from './dataset-connection.ts';
import { DatasetFilter, DatasetOrder } from './dataset-filter.ts';
import { Organization } from './organization.ts';
import { planDatasets } from './plans/datasets.ts';

function listArguments(arg: Arguments) {
  return {
    filter: arg({ type: DatasetFilter, description: 'Filter of the list. Default: all that the viewer may see.' }),
    orderBy: arg({ type: DatasetOrder, description: 'Order of the list. Default: `UPDATED_AT`, `DESC`.' }),
  };
}

builder.queryField('datasets', (t) =>
  t.connection(
    {
      type: Dataset,
      authScopes: { authenticated: true },
      description: 'Datasets of all organizations of the viewer. Default order: those updated last come first.',
      plan: planDatasets,
      args: listArguments(t.arg),
      resolve: (_root, args, context, info) => listDatasets(context, info, { ...args, filter: args.filter ?? {} }),
    },
    DatasetConnection,
  ),
);

builder.prismaObjectField(Organization, 'datasets', (t) =>
  t.connection(
    {
      type: Dataset,
      select: { id: true },
      description:
        'Datasets of the organization that the viewer may see. Default order: those updated last come first.',
      args: listArguments(t.arg),
      resolve: ({ id }, args, context, info) =>
        listDatasets(context, info, { ...args, filter: { ...args.filter, organizationId: id } }),
    },
    DatasetConnection,
  ),
);
