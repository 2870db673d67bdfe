/** Reasons why a table cannot be read. The viewer and the server have a message for each. */
export type TableFault =
  | 'TABLE_NOT_TEXT'
  | 'TABLE_UTF_32'
  | 'TABLE_ROW_TOO_LONG'
  | 'TABLE_NOT_JSON'
  | 'PARQUET_DAMAGED'
  | 'PARQUET_ENCRYPTED'
  | 'PARQUET_CODEC'
  | 'PARQUET_TOO_LARGE';

/** Thrown if a file is not a table or cannot be read. */
export class UnreadableTable extends Error {
  override readonly name = 'UnreadableTable';
  readonly fault: TableFault;
  constructor(fault: TableFault, options?: ErrorOptions) {
    super(fault, options);
    this.fault = fault;
  }
}
