import { builder } from '../builder.ts';
import { ItemContent, type ItemWithContent } from './content.ts';

export const FileContent = builder.objectRef<ItemWithContent>('FileContent').implement({
  description: 'File of any other kind.',
  interfaces: [ItemContent],
  authScopes: ({ orgId }) => ({ member: orgId }),
});
