import { builder } from '../builder.ts';
import { ItemContent, type ItemWithContent } from './content.ts';

export const DocumentContent = builder.objectRef<ItemWithContent>('DocumentContent').implement({
  description: 'Pages, such as a PDF.',
  interfaces: [ItemContent],
  authScopes: ({ orgId }) => ({ member: orgId }),
});
