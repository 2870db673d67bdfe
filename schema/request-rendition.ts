import { InvalidInput, LimitExceeded, NotFound } from '#domain/errors.ts';
import { requestRendition } from '#domain/renditions/request-rendition.ts';
import { Asset } from './asset.ts';
import { builder } from './builder.ts';

builder.mutationField('requestRendition', (t) =>
  t.fieldWithInput({
    type: Asset,
    authScopes: { authenticated: true },
    description:
      'Starts a job that makes a copy of a film or sound that browsers play. A file gets one copy, also if it is requested again. `Asset.renditionState` has its state.',
    errors: {
      types: [InvalidInput, LimitExceeded, NotFound],
      dataField: { name: 'asset', description: 'File whose copy is made.' },
    },
    input: { assetId: t.input.globalID({ required: true, for: Asset, description: 'Global id of the file.' }) },
    resolve: (_root, { input }, context) => requestRendition(context, input.assetId.id),
  }),
);
