import { type FileMetaData, flatten, parquetSchema, type RowGroup, type SchemaTree } from 'hyparquet';
import { assembleAsync, readRowGroup } from 'hyparquet/src/rowgroup.js';
import { cachedBytes } from './cached-bytes.ts';
import { parquetCodecs } from './parquet-codecs.ts';
import { columnsOf, parquetParsers } from './parquet-columns.ts';
import { readFooter } from './parquet-footer.ts';
import { ChunkPages } from './parquet-pages.ts';
import { type Cell, maxColumns, type TableBytes, type TableColumn, type TableFile } from './table-file.ts';
import { UnreadableTable } from './unreadable-table.ts';

interface Group {
  rowGroup: RowGroup;
  firstRow: number;
  rowCount: number;
  /** Pages of each column chunk, by its index. */
  pages: Map<number, ChunkPages>;
}

/** Table in a Parquet file. Reads the footer, and the pages that contain the requested rows. */
export class TableOfParquet implements TableFile {
  readonly columns: readonly TableColumn[];
  readonly foundRowCount: number;
  readonly isComplete = true;
  readonly foundShare = 1;
  readonly encoding = null;
  readonly invalidRowCount = 0;
  /** Total size of all values before compression, in bytes. */
  readonly uncompressedByteSize: number;
  readonly #bytes: TableBytes;
  readonly #metadata: FileMetaData;
  readonly #schema: SchemaTree;
  readonly #groups: readonly Group[];
  /** Name of the top-level column for each column chunk. */
  readonly #topNames: readonly string[];

  private constructor(bytes: TableBytes, metadata: FileMetaData, schema: SchemaTree) {
    this.#bytes = cachedBytes(bytes);
    this.#metadata = metadata;
    this.#schema = schema;
    this.#topNames = topNamesOf(schema);
    const isEncrypted = encryptedNames(metadata, this.#topNames);
    this.columns = columnsOf(schema)
      .slice(0, maxColumns)
      .map((column) => (isEncrypted.has(column.name) ? { ...column, isEncrypted: true } : column));
    let firstRow = 0;
    this.#groups = metadata.row_groups.map((rowGroup) => {
      const rowCount = Number(rowGroup.num_rows);
      if (!Number.isSafeInteger(rowCount) || rowCount < 0) throw new UnreadableTable('PARQUET_DAMAGED');
      const group = { rowGroup, firstRow, rowCount, pages: new Map<number, ChunkPages>() };
      firstRow += rowCount;
      return group;
    });
    if (!Number.isSafeInteger(firstRow) || BigInt(firstRow) !== metadata.num_rows) {
      throw new UnreadableTable('PARQUET_DAMAGED');
    }
    this.foundRowCount = firstRow;
    this.uncompressedByteSize = metadata.row_groups.reduce((sum, group) => sum + Number(group.total_byte_size), 0);
  }

  static async open(bytes: TableBytes): Promise<TableOfParquet> {
    const metadata = await readFooter(bytes);
    return asFault(() => new TableOfParquet(bytes, metadata, parquetSchema(metadata)));
  }

  findMore(): Promise<void> {
    return Promise.resolve();
  }

  async read(start: number, end: number, columns: readonly number[]): Promise<Cell[][]> {
    const groups = this.#groups.filter((group) => group.firstRow < end && group.firstRow + group.rowCount > start);
    const parts: Cell[][][] = [];
    for (const group of groups) parts.push(await asFault(() => this.#readGroup(group, start, end, columns)));
    return parts.flat();
  }

  async #readGroup(group: Group, start: number, end: number, columns: readonly number[]): Promise<Cell[][]> {
    const selectStart = Math.max(0, start - group.firstRow);
    const selectEnd = Math.min(group.rowCount, end - group.firstRow);
    const names = columns.map((column) => this.columns[column]!.name);
    const chunks = await this.#chunksOf(group, new Set(names), selectEnd);
    const { rowGroup, firstRow: groupStart, rowCount: groupRows } = group;
    const plan = { rowGroup, groupStart, groupRows, selectStart, selectEnd, chunks };
    const query = { metadata: this.#metadata, rowStart: start, rowEnd: end, fetches: [], groups: [plan] };
    const options = { file: this.#bytes, compressors: parquetCodecs, parsers: parquetParsers, utf8: false };
    const leaves = readRowGroup(options, query, plan);
    // Without these handlers, Node.js would exit if two reads fail, because only the first failure is awaited.
    for (const { data } of leaves.asyncColumns) data.catch(() => undefined);
    const read = assembleAsync(leaves, this.#schema, parquetParsers);
    const found = new Map<string, { at: number; values: ArrayLike<Cell> }>();
    await Promise.all(
      read.asyncColumns.map(async ({ pathInSchema: [name], data }) => {
        const { data: pages, skipped } = await data;
        found.set(name!, { at: selectStart - skipped, values: flatten(pages) });
      }),
    );
    return Array.from({ length: selectEnd - selectStart }, (_, row) =>
      names.map((name) => {
        const column = found.get(name);
        return column?.values[column.at + row];
      }),
    );
  }

  async #chunksOf(group: Group, names: ReadonlySet<string>, rowCount: number) {
    const wanted = [...group.rowGroup.columns.entries()].filter(
      ([index, chunk]) => !isEncrypted(chunk) && names.has(this.#topNames[index]!),
    );
    return Promise.all(
      wanted.map(async ([index, { meta_data: metadata }]) => {
        const pages = group.pages.get(index) ?? this.#findPages(group, metadata!);
        group.pages.set(index, pages);
        const pageLocations = await pages.pagesUntil(rowCount);
        const range = { startByte: pages.startByte, endByte: pages.endByte };
        return { columnMetadata: metadata!, range, ...(pageLocations && { pageLocations }) };
      }),
    );
  }

  #findPages(group: Group, metadata: NonNullable<RowGroup['columns'][number]['meta_data']>): ChunkPages {
    return new ChunkPages(this.#bytes, metadata, group.rowCount, hasLists(this.#schema, metadata.path_in_schema));
  }
}

/** Returns the name of the top-level column for each leaf of a schema, in the order of the column chunks. */
function topNamesOf(schema: SchemaTree, name?: string): string[] {
  if (name !== undefined && schema.children.length === 0) return [name];
  return schema.children.flatMap((child) => topNamesOf(child, name ?? child.element.name));
}

function encryptedNames({ row_groups: groups }: FileMetaData, topNames: readonly string[]): Set<string> {
  return new Set(groups.flatMap(({ columns }) => topNames.filter((_, index) => isEncrypted(columns[index]))));
}

/** Returns whether the values of a column chunk are encrypted. A missing chunk counts as encrypted. */
function isEncrypted(chunk: RowGroup['columns'][number] | undefined): boolean {
  return !chunk?.meta_data || chunk.crypto_metadata !== undefined;
}

/** Returns whether a column contains lists, so that a row can have several values. */
function hasLists(schema: SchemaTree, path: readonly string[]): boolean {
  let tree: SchemaTree | undefined = schema;
  let isRepeated = false;
  for (const name of path) {
    tree = tree.children.find(({ element }) => element.name === name);
    if (!tree) throw new UnreadableTable('PARQUET_DAMAGED');
    if (tree.element.repetition_type === 'REPEATED') isRepeated = true;
  }
  return isRepeated;
}

/**
 * Runs code that parses the bytes of a file. Converts its errors to `UnreadableTable`, because they mean that the file
 * is damaged.
 */
async function asFault<Result>(work: () => Result | Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof UnreadableTable || !isOfParser(error)) throw error;
    throw new UnreadableTable('PARQUET_DAMAGED', { cause: error });
  }
}

/** Parsers throw errors with these names. Errors of requests have other names. */
function isOfParser(error: unknown): boolean {
  return error instanceof Error && ['Error', 'RangeError', 'TypeError'].includes(error.name);
}
