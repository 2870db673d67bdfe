import type { Compressors } from 'hyparquet';
import { snappyUncompress } from 'hyparquet';
import {
  decompressBrotli,
  decompressGzip,
  decompressLz4,
  decompressLz4Raw,
  decompressZstd,
} from 'hyparquet-compressors';
import { UnreadableTable } from './unreadable-table.ts';

/**
 * Maximum size of a page of a Parquet file in bytes, before and after compression. Most programs write pages of 1 MB.
 */
export const maxPageByteSize = 128 * 1024 ** 2;

type Decompress = (input: Uint8Array, byteSize: number) => Uint8Array;

/** Compression codecs of Parquet, except LZO, which programs no longer use. */
export const parquetCodecs: Compressors = {
  // The Snappy codec of hyparquet-compressors needs WebAssembly, which the Content-Security-Policy of the page forbids.
  SNAPPY: limited((input, byteSize) => {
    const output = new Uint8Array(byteSize);
    snappyUncompress(input, output);
    return output;
  }),
  GZIP: limited(decompressGzip),
  BROTLI: limited(decompressBrotli),
  ZSTD: limited((input, byteSize) => decompressZstd(input, new Uint8Array(byteSize))),
  LZ4: limited(decompressLz4),
  LZ4_RAW: limited(decompressLz4Raw),
};

function limited(decompress: Decompress): Decompress {
  return (input, byteSize) => {
    if (byteSize > maxPageByteSize || byteSize < 0) throw new UnreadableTable('PARQUET_TOO_LARGE');
    const output = decompress(input, byteSize);
    if (output.length !== byteSize) throw new UnreadableTable('PARQUET_DAMAGED');
    return output;
  };
}
