import { Asset } from '../asset.ts';
import { builder } from '../builder.ts';
import { fileInRole } from '../plans/files.ts';
import { ItemContent, type ItemWithContent } from './content.ts';

export const ImageContent = builder.objectRef<ItemWithContent>('ImageContent').implement({
  description: 'Still picture.',
  interfaces: [ItemContent],
  authScopes: ({ orgId }) => ({ member: orgId }),
  fields: (t) => ({
    preview: t.field({
      type: Asset,
      nullable: true,
      description:
        'WebP of at most 2,048 pixels, for an image that browsers do not show. Null for others, and until it is made.',
      ...fileInRole('PREVIEW'),
    }),
  }),
});
