import { builder } from '../builder.ts';
import { ItemContent, type ItemWithContent } from './content.ts';

builder.objectRef<ItemWithContent>('TextContent').implement({
  description: 'Plain text or Markdown.',
  interfaces: [ItemContent],
  authScopes: ({ orgId }) => ({ member: orgId }),
});
