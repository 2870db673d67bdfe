import { builder } from '../builder.ts';
import { excerpt } from '../plans/excerpt.ts';
import { ItemContent, type ItemWithContent } from './content.ts';

export const FileContent = builder.objectRef<ItemWithContent>('FileContent').implement({
  description: 'File of any other kind.',
  interfaces: [ItemContent],
  authScopes: ({ orgId }) => ({ member: orgId }),
  fields: (t) => ({
    excerpt: t.string({
      nullable: true,
      description:
        'First 400 characters of a file that is text, such as JSON. Null until it is read, and for other files.',
      ...excerpt,
    }),
  }),
});
