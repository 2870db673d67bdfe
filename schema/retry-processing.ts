import { retryProcessing } from '#domain/assets/retry-processing.ts';
import { Forbidden, NotFound } from '#domain/errors.ts';
import { Asset } from './asset.ts';
import { builder } from './builder.ts';

builder.mutationField('retryProcessing', (t) =>
  t.fieldWithInput({
    type: Asset,
    authScopes: { authenticated: true },
    description: 'Lets the jobs that failed for a file run again, such as after the server was given what they lacked.',
    errors: {
      types: [Forbidden, NotFound],
      dataField: { name: 'asset', description: 'The file; what failed is waiting again.' },
    },
    input: { assetId: t.input.globalID({ required: true, for: Asset, description: 'The file.' }) },
    resolve: (_root, { input }, context) => retryProcessing(context, input.assetId.id),
  }),
);
