import { builder } from '../builder.ts';
import { excerpt } from '../plans/excerpt.ts';
import { ItemContent, type ItemWithContent } from './content.ts';

export const TextContent = builder.objectRef<ItemWithContent>('TextContent').implement({
  description: 'Plain text or Markdown.',
  interfaces: [ItemContent],
  authScopes: ({ orgId }) => ({ member: orgId }),
  fields: (t) => ({
    excerpt: t.string({
      nullable: true,
      description: 'First 400 characters of the text, without blanks before them. Null until the text is read.',
      ...excerpt,
    }),
  }),
});
