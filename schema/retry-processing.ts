import { retryProcessing } from '#domain/assets/retry-processing.ts';
import { Forbidden, NotFound } from '#domain/errors.ts';
import { Asset } from './asset.ts';
import { builder } from './builder.ts';

builder.mutationField('retryProcessing', (t) =>
  t.fieldWithInput({
    type: Asset,
    authScopes: { authenticated: true },
    description: 'Starts the failed processing steps of a file again, such as after a repair of the server.',
    errors: {
      types: [Forbidden, NotFound],
      dataField: { name: 'asset', description: 'File whose failed steps wait again.' },
    },
    input: { assetId: t.input.globalID({ required: true, for: Asset, description: 'Global id of the file.' }) },
    resolve: (_root, { input }, context) => retryProcessing(context, input.assetId.id),
  }),
);
