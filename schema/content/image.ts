import { builder } from '../builder.ts';
import { ItemContent, type ItemWithContent } from './content.ts';

builder.objectRef<ItemWithContent>('ImageContent').implement({
  description: 'A still picture.',
  interfaces: [ItemContent],
  authScopes: ({ orgId }) => ({ member: orgId }),
});
