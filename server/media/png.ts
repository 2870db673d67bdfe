import { crc32, deflateSync } from 'node:zlib';

export interface RgbPicture {
  width: number;
  height: number;
  /** Red, green and blue of each pixel, row by row. */
  pixels: Uint8Array;
}

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const [bitDepth, trueColour] = [8, 2];

/** Writes a picture as PNG, quickly rather than small. */
export function pngOf({ width, height, pixels }: RgbPicture): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([bitDepth, trueColour], 8);
  const rowByteSize = width * 3;
  // Each row begins with the number of its filter: 0 is none.
  const rows = Buffer.alloc((rowByteSize + 1) * height);
  for (let row = 0; row < height; row++) {
    rows.set(pixels.subarray(row * rowByteSize, (row + 1) * rowByteSize), row * (rowByteSize + 1) + 1);
  }
  const body = deflateSync(rows, { level: 1 });
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', body), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type: string, data: Buffer): Buffer {
  const content = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.byteLength);
  checksum.writeUInt32BE(crc32(content));
  return Buffer.concat([length, content, checksum]);
}
