import { type FileMetaData, parquetMetadata } from 'hyparquet';
import type { TableBytes } from './table-file.ts';
import { UnreadableTable } from './unreadable-table.ts';

const firstByteSize = 128 * 1024;
const maxFooterByteSize = 64 * 1024 ** 2;
/** Size of the end of a Parquet file, which contains the length of the footer and the magic number. */
const trailerByteSize = 8;

/** Reads the footer of a Parquet file, which contains its metadata. */
export async function readFooter(bytes: TableBytes): Promise<FileMetaData> {
  const { byteLength } = bytes;
  if (byteLength < 2 * trailerByteSize) throw new UnreadableTable('PARQUET_DAMAGED');
  let footer = await bytes.slice(Math.max(0, byteLength - firstByteSize), byteLength);
  const trailer = new DataView(footer, footer.byteLength - trailerByteSize);
  const magic = String.fromCharCode(...new Uint8Array(footer).slice(-4));
  if (magic === 'PARE') throw new UnreadableTable('PARQUET_ENCRYPTED');
  const needed = trailer.getUint32(0, true) + trailerByteSize;
  if (magic !== 'PAR1' || needed > byteLength) throw new UnreadableTable('PARQUET_DAMAGED');
  if (needed > maxFooterByteSize) throw new UnreadableTable('PARQUET_TOO_LARGE');
  if (needed > footer.byteLength) {
    const rest = await bytes.slice(byteLength - needed, byteLength - footer.byteLength);
    footer = await new Blob([rest, footer]).arrayBuffer();
  }
  try {
    // Geographic coordinates are not converted, so that cells show the stored values.
    return parquetMetadata(footer, { geoparquet: false });
  } catch (error) {
    throw new UnreadableTable('PARQUET_DAMAGED', { cause: error });
  }
}
