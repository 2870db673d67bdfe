/** Reasons why a table cannot be read. Viewer and server have a sentence for each. */
export type TableFault =
  | 'TABLE_NOT_TEXT'
  | 'TABLE_UTF_32'
  | 'TABLE_ROW_TOO_LONG'
  | 'TABLE_NOT_JSON'
  | 'PARQUET_DAMAGED'
  | 'PARQUET_ENCRYPTED'
  | 'PARQUET_CODEC'
  | 'PARQUET_TOO_LARGE';

/** A file is not a table that can be read. */
export class UnreadableTable extends Error {
  override readonly name = 'UnreadableTable';
  readonly fault: TableFault;
  constructor(fault: TableFault, options?: ErrorOptions) {
    super(fault, options);
    this.fault = fault;
  }
}
