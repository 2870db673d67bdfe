import type { TableShape } from '#formats/tables/summarize-table.ts';
import type { ColumnType } from '#formats/tables/table-file.ts';
import { Asset } from '../asset.ts';
import { builder } from '../builder.ts';
import { excerpt } from '../plans/excerpt.ts';
import { fileInRole, listOfFileInRole, ofFileInRole } from '../plans/files.ts';
import { ItemContent, type ItemWithContent } from './content.ts';

const TableColumnTypeEnum = builder.enumType('TableColumnType', {
  description: 'Type of the values in a column of a table. In text files it is found from the values.',
  values: {
    BOOLEAN: { description: 'True or false.' },
    INTEGER: { description: 'Whole numbers.' },
    NUMBER: { description: 'Numbers that may have fractions.' },
    DATE: { description: 'Days.' },
    TIME: { description: 'Times of day.' },
    TIMESTAMP: { description: 'Days with times.' },
    TEXT: { description: 'Texts, and values of several types.' },
    BINARY: { description: 'Bytes.' },
    NESTED: { description: 'Lists and objects.' },
  } satisfies Record<ColumnType, object>,
});

const TableColumn = builder.objectRef<TableShape['columns'][number]>('TableColumn').implement({
  description: 'Name and type of a column, as the file has them or as its first rows show them.',
  plan: { isJson: true },
  authScopes: { authenticated: true },
  fields: (t) => ({
    name: t.exposeString('name', {
      description: 'Name of the column. A column without a name has its number: `Column 3`.',
    }),
    type: t.expose('type', { type: TableColumnTypeEnum, description: 'Type of the values.' }),
  }),
});

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
    rowCount: t.float({
      nullable: true,
      description: 'Number of rows. Null until they are counted, and for a text file of more than 256 MB.',
      ...ofFileInRole('PRIMARY', 'rowCount'),
    }),
    columnCount: t.int({
      nullable: true,
      description: 'Number of columns, of which at most 20,000 are counted. Null until known.',
      ...ofFileInRole('PRIMARY', 'columnCount'),
    }),
    columns: t.field({
      type: [TableColumn],
      description: 'First 1,000 columns, in the order of the file. Empty until known.',
      ...listOfFileInRole('PRIMARY', 'columns'),
    }),
    summary: t.field({
      type: Asset,
      nullable: true,
      description: 'Columns with figures, and the first rows, as JSON. Null until it is made.',
      ...fileInRole('TABLE_SUMMARY'),
    }),
  }),
});
