import { LineReader } from './line-blocks.ts';
import { JsonLines } from './parse-json-lines.ts';
import { SeparatedRows } from './parse-separated.ts';
import type { TableBytes, TableFile } from './table-file.ts';
import type { TableFormat } from './table-format.ts';
import { TableOfLines } from './table-of-lines.ts';

/** Opens a table and finds its first rows. Throws `UnreadableTable` if it cannot be read. */
export async function openTable(bytes: TableBytes, format: TableFormat, contentType: string): Promise<TableFile> {
  switch (format) {
    case 'CSV':
    case 'TSV': {
      const reader = await LineReader.open(bytes, contentType);
      return opened(new TableOfLines(reader, new SeparatedRows(reader.start, format === 'TSV' ? '\t' : undefined)));
    }
    case 'NDJSON':
      return opened(new TableOfLines(await LineReader.open(bytes, contentType), new JsonLines()));
    case 'PARQUET': {
      const { TableOfParquet } = await import('./table-of-parquet.ts');
      return TableOfParquet.open(bytes);
    }
    default:
      return format satisfies never;
  }
}

async function opened(table: TableOfLines): Promise<TableOfLines> {
  await table.findMore();
  return table;
}
