import { essenceOf } from '../content-type.ts';

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

/**
 * Returns the format of a table by its content type, or by its name if the content type is too general. Returns null
 * for files that are not tables.
 */
export function tableFormatOf(contentType: string, name = ''): TableFormat | null {
  const type = essenceOf(contentType);
  const isGeneral = type === 'text/plain' || type === 'application/octet-stream';
  return (
    formatsOfTypes[type] ??
    (isGeneral ? (formatsOfExtensions[/\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? ''] ?? null) : null)
  );
}
