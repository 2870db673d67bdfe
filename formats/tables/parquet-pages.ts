import type { ColumnMetaData, OffsetIndex } from 'hyparquet';
import { parquetHeader } from 'hyparquet/src/column.js';
import { maxPageByteSize, parquetCodecs } from './parquet-codecs.ts';
import type { TableBytes } from './table-file.ts';
import { UnreadableTable } from './unreadable-table.ts';

/** Sizes of the reads for a page header, tried in order. Most headers have 30 bytes, but statistics can be long. */
const headerByteSizes = [512, 64 * 1024, 1024 ** 2];
const maxValuesOfPage = 20_000_000;
/** Maximum size in bytes of a column chunk that must be read as a whole. */
const maxWholeByteSize = 64 * 1024 ** 2;

export type PageLocation = OffsetIndex['page_locations'][number];

/** Pages of a column chunk, which contains one column of one row group. Pages are searched only as far as needed. */
export class ChunkPages {
  readonly startByte: number;
  readonly endByte: number;
  readonly #bytes: TableBytes;
  readonly #rowCount: number;
  readonly #hasLists: boolean;
  readonly #pages: PageLocation[] = [];
  #nextByte: number;
  #foundRows = 0;
  #isCounted = true;
  #walk: Promise<void> = Promise.resolve();

  /** Throws `UnreadableTable` if the position of the chunk is invalid or its codec is unknown. */
  constructor(bytes: TableBytes, metadata: ColumnMetaData, rowCount: number, hasLists: boolean) {
    const { codec, data_page_offset, dictionary_page_offset, total_compressed_size } = metadata;
    if (codec !== 'UNCOMPRESSED' && !parquetCodecs[codec]) throw new UnreadableTable('PARQUET_CODEC');
    this.startByte = Number(dictionary_page_offset || data_page_offset);
    this.endByte = this.startByte + Number(total_compressed_size);
    if (!(this.startByte >= 0 && this.startByte <= this.endByte && this.endByte <= bytes.byteLength)) {
      throw new UnreadableTable('PARQUET_DAMAGED');
    }
    this.#bytes = bytes;
    this.#rowCount = rowCount;
    this.#hasLists = hasLists;
    this.#nextByte = this.startByte;
  }

  /**
   * Returns at least the pages that contain the first `rowCount` rows. Returns null if the pages do not contain their
   * numbers of rows. The chunk must then be read as a whole.
   *
   * Reads the header of every page, even if the file has an index of pages. Only headers contain the sizes that must be
   * checked before a page is decoded.
   */
  async pagesUntil(rowCount: number): Promise<PageLocation[] | null> {
    this.#walk = this.#walk.then(() => this.#walkUntil(rowCount));
    await this.#walk;
    if (this.#isCounted) {
      if (this.#foundRows < rowCount) throw new UnreadableTable('PARQUET_DAMAGED');
      return [...this.#pages];
    }
    if (this.endByte - this.startByte > maxWholeByteSize) throw new UnreadableTable('PARQUET_TOO_LARGE');
    return null;
  }

  async #walkUntil(rowCount: number): Promise<void> {
    while (this.#nextByte < this.endByte && (!this.#isCounted || this.#foundRows < rowCount)) await this.#findPage();
  }

  async #findPage(): Promise<void> {
    const { header, byteSize } = await this.#headerAt(this.#nextByte);
    const page = header.data_page_header ?? header.data_page_header_v2 ?? header.dictionary_page_header;
    const compressed = header.compressed_page_size;
    const valueCount = page?.num_values ?? 0;
    const end = this.#nextByte + byteSize + compressed;
    if (!(compressed >= 0 && end <= this.endByte && valueCount >= 0)) throw new UnreadableTable('PARQUET_DAMAGED');
    const isTooLarge = Math.max(compressed, header.uncompressed_page_size) > maxPageByteSize;
    if (isTooLarge || valueCount > maxValuesOfPage) throw new UnreadableTable('PARQUET_TOO_LARGE');
    if (!header.dictionary_page_header) {
      const rows = header.data_page_header_v2?.num_rows ?? (this.#hasLists ? undefined : valueCount);
      if (rows === undefined) this.#isCounted = false;
      else {
        this.#pages.push({
          offset: BigInt(this.#nextByte),
          compressed_page_size: byteSize + compressed,
          first_row_index: BigInt(this.#foundRows),
        });
        this.#foundRows += rows;
        if (this.#foundRows > this.#rowCount) throw new UnreadableTable('PARQUET_DAMAGED');
      }
    }
    this.#nextByte = end;
  }

  async #headerAt(start: number) {
    for (const byteSize of headerByteSizes) {
      const end = Math.min(this.endByte, start + byteSize);
      const reader = { view: new DataView(await this.#bytes.slice(start, end)), offset: 0 };
      try {
        return { header: parquetHeader(reader), byteSize: reader.offset };
      } catch (error) {
        if (end === this.endByte) throw new UnreadableTable('PARQUET_DAMAGED', { cause: error });
      }
    }
    throw new UnreadableTable('PARQUET_DAMAGED');
  }
}
