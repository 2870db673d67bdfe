import { builder } from '../builder.ts';
import { ItemContent, type ItemWithContent } from './content.ts';

export const TextContent = builder.objectRef<ItemWithContent>('TextContent').implement({
  description: 'Plain text or Markdown.',
  interfaces: [ItemContent],
  authScopes: ({ orgId }) => ({ member: orgId }),
});
