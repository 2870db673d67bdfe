import type { TableBytes } from './table-file.ts';

const blockByteSize = 32 * 1024;
const maxBlocks = 2_048;

/** Returns a file that caches the blocks that were read last. So reading neighbouring ranges takes one request. */
export function cachedBytes(bytes: TableBytes): TableBytes {
  /** Cached blocks by their index, the least recently used first. */
  const blocks = new Map<number, Promise<Uint8Array>>();
  const { byteLength } = bytes;

  const load = (first: number, last: number) => {
    const start = first * blockByteSize;
    const run = bytes.slice(start, Math.min(byteLength, (last + 1) * blockByteSize));
    for (let index = first; index <= last; index += 1) {
      const at = index * blockByteSize - start;
      const block = run.then((buffer) => new Uint8Array(buffer).slice(at, at + blockByteSize));
      blocks.set(index, block);
      block.catch(() => blocks.delete(index));
    }
  };

  return {
    byteLength,
    async slice(start, end) {
      const first = Math.floor(start / blockByteSize);
      const last = Math.floor((Math.min(end, byteLength) - 1) / blockByteSize);
      for (let index = first; index <= last; index += 1) {
        if (blocks.has(index)) continue;
        let until = index;
        while (until < last && !blocks.has(until + 1)) until += 1;
        load(index, until);
      }
      const result = new Uint8Array(Math.max(0, Math.min(end, byteLength) - start));
      const found = Array.from({ length: last - first + 1 }, (_, offset) => {
        const index = first + offset;
        const block = blocks.get(index)!;
        blocks.delete(index);
        blocks.set(index, block);
        return block;
      });
      for (const [offset, block] of (await Promise.all(found)).entries()) {
        const at = (first + offset) * blockByteSize - start;
        const skipped = Math.max(0, -at);
        result.set(block.subarray(skipped, result.length - at), Math.max(0, at));
      }
      for (const oldest of blocks.keys()) {
        if (blocks.size <= maxBlocks) break;
        blocks.delete(oldest);
      }
      return result.buffer;
    },
  };
}
