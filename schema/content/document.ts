import { builder } from '../builder.ts';
import { ItemContent, type ItemWithContent } from './content.ts';

export const DocumentContent = builder.objectRef<ItemWithContent>('DocumentContent').implement({
  description: 'Document with pages, such as a PDF.',
  interfaces: [ItemContent],
  authScopes: ({ orgId }) => ({ member: orgId }),
});
