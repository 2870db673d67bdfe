import { builder } from '../builder.ts';
import { excerpt } from '../plans/excerpt.ts';
import { ItemContent, type ItemWithContent } from './content.ts';

export const TableContent = builder.objectRef<ItemWithContent>('TableContent').implement({
  description: 'Rows and columns: CSV, TSV, NDJSON or Parquet.',
  interfaces: [ItemContent],
  authScopes: ({ orgId }) => ({ member: orgId }),
  fields: (t) => ({
    excerpt: t.string({
      nullable: true,
      description: 'First 400 characters of a table that is text, such as CSV. Null until it is read, and for Parquet.',
      ...excerpt,
    }),
  }),
});
