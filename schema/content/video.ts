import { filesSql } from '#domain/assets/files-sql.ts';
import { hasPicture, hasPictureSql } from '#domain/assets/has-picture.ts';
import { assetInRole } from '#domain/assets/item-asset.ts';
import { planValue } from '#plan/field-plan.ts';
import { Asset } from '../asset.ts';
import { builder } from '../builder.ts';
import { planFileInRole } from '../plans/files.ts';
import { ItemContent, type ItemWithContent, requireAsset } from './content.ts';

export const VideoContent = builder.objectRef<ItemWithContent>('VideoContent').implement({
  description: 'Moving pictures, with or without sound.',
  interfaces: [ItemContent],
  authScopes: ({ orgId }) => ({ member: orgId }),
  fields: (t) => ({
    hasPicture: t.boolean({
      nullable: true,
      description: 'Whether the file has moving pictures; false for sound alone in a film format. Null until known.',
      plan: planValue(({ self }, { alias }) => {
        const file = alias('f');
        return `(SELECT ${hasPictureSql(file)} ${filesSql(self!, file, ['PRIMARY'])} LIMIT 1)`;
      }),
      resolve: (item) => hasPicture(requireAsset(item, 'PRIMARY').asset),
    }),
    poster: t.field({
      type: Asset,
      nullable: true,
      description: 'The picture shown before it plays; null until there is one.',
      plan: planFileInRole('POSTER'),
      resolve: (item) => assetInRole(item, 'POSTER'),
    }),
    transcript: t.field({
      type: Asset,
      nullable: true,
      description: 'The published transcript or captions file; null when there is none.',
      plan: planFileInRole('TRANSCRIPT'),
      resolve: (item) => assetInRole(item, 'TRANSCRIPT'),
    }),
    waveform: t.field({
      type: Asset,
      nullable: true,
      description: 'The peaks of its sound as JSON; null until they are made, and for a silent film.',
      plan: planFileInRole('WAVEFORM'),
      resolve: (item) => assetInRole(item, 'WAVEFORM'),
    }),
  }),
});
