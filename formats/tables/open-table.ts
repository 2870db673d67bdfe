import { essenceOf } from '../content-type.ts';
import { LineReader } from './line-blocks.ts';
import { JsonLines } from './parse-json-lines.ts';
import { SeparatedRows } from './parse-separated.ts';
import type { TableBytes, TableFile } from './table-file.ts';
import { TableOfLines } from './table-of-lines.ts';

/** Formats of tables. */
export type TableFormat = 'CSV' | 'TSV' | 'NDJSON' | 'PARQUET';

const formatsOfTypes: Record<string, TableFormat> = {
  'text/csv': 'CSV',
  'text/tab-separated-values': 'TSV',
  'application/x-ndjson': 'NDJSON',
  'application/jsonl': 'NDJSON',
  'application/vnd.apache.parquet': 'PARQUET',
  'application/x-parquet': 'PARQUET',
};

const formatsOfExtensions: Record<string, TableFormat> = {
  csv: 'CSV',
  tsv: 'TSV',
  tab: 'TSV',
  ndjson: 'NDJSON',
  jsonl: 'NDJSON',
  parquet: 'PARQUET',
};

/** Returns the format of a table, by its content type, or by its name if the type is too general. Null for others. */
export function tableFormatOf(contentType: string, name = ''): TableFormat | null {
  const type = essenceOf(contentType);
  const isGeneral = type === 'text/plain' || type === 'application/octet-stream';
  return (
    formatsOfTypes[type] ??
    (isGeneral ? (formatsOfExtensions[/\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? ''] ?? null) : null)
  );
}

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
