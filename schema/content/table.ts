import { builder } from '../builder.ts';
import { ItemContent, type ItemWithContent } from './content.ts';

export const TableContent = builder.objectRef<ItemWithContent>('TableContent').implement({
  description: 'Rows and columns: CSV, TSV, NDJSON or Parquet.',
  interfaces: [ItemContent],
  authScopes: ({ orgId }) => ({ member: orgId }),
});
