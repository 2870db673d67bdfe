import { assetInRole } from '#domain/assets/item-asset.ts';
import { Asset } from '../asset.ts';
import { builder } from '../builder.ts';
import { planFileInRole } from '../plan/files.ts';
import { ItemContent, type ItemWithContent } from './content.ts';

builder.objectRef<ItemWithContent>('VideoContent').implement({
  description: 'Moving pictures, with or without sound.',
  interfaces: [ItemContent],
  authScopes: ({ orgId }) => ({ member: orgId }),
  fields: (t) => ({
    poster: t.field({
      type: Asset,
      nullable: true,
      description: 'The picture shown before it plays; null until there is one.',
      extensions: planFileInRole('POSTER'),
      resolve: (item) => assetInRole(item, 'POSTER'),
    }),
    transcript: t.field({
      type: Asset,
      nullable: true,
      description: 'The published transcript or captions file; null when there is none.',
      extensions: planFileInRole('TRANSCRIPT'),
      resolve: (item) => assetInRole(item, 'TRANSCRIPT'),
    }),
    waveform: t.field({
      type: Asset,
      nullable: true,
      description: 'The peaks of its sound as JSON; null until they are made, and for a silent film.',
      extensions: planFileInRole('WAVEFORM'),
      resolve: (item) => assetInRole(item, 'WAVEFORM'),
    }),
  }),
});
