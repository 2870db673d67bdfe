interface Picture {
  width: number;
  height: number;
  /** Pixels as bytes for red, green and blue. */
  pixels: Buffer;
}

const rowsPerStrip = 16;

/** Returns an uncompressed TIFF with three channels of 8 bits. Its directory is before the pixels. */
export function tiff({ width, height, pixels, photometric = 2 }: Picture & { photometric?: number }): Buffer {
  const stripCount = Math.ceil(height / rowsPerStrip);
  const strips = Array.from({ length: stripCount }, (_, index) => index * rowsPerStrip);
  const rowByteSize = width * 3;
  const entryCount = 9;
  const valuesAt = 8 + 2 + entryCount * 12 + 4;
  const pixelsAt = valuesAt + 3 * 2 + stripCount * 8;
  const [short, long] = [3, 4];
  const entries: [tag: number, type: number, values: number[]][] = [
    [256, short, [width]],
    [257, short, [height]],
    [258, short, [8, 8, 8]],
    [259, short, [1]],
    [262, short, [photometric]],
    [273, long, strips.map((row) => pixelsAt + row * rowByteSize)],
    [277, short, [3]],
    [278, short, [rowsPerStrip]],
    [279, long, strips.map((row) => Math.min(rowsPerStrip, height - row) * rowByteSize)],
  ];
  const bytes = Buffer.alloc(pixelsAt);
  bytes.write('II*\0', 'latin1');
  bytes.writeUInt32LE(8, 4);
  bytes.writeUInt16LE(entries.length, 8);
  let free = valuesAt;
  entries.forEach(([tag, type, values], index) => {
    const at = 10 + index * 12;
    bytes.writeUInt16LE(tag, at);
    bytes.writeUInt16LE(type, at + 2);
    bytes.writeUInt32LE(values.length, at + 4);
    const size = type === short ? 2 : 4;
    const isInside = values.length * size <= 4;
    const start = isInside ? at + 8 : free;
    if (!isInside) {
      bytes.writeUInt32LE(free, at + 8);
      free += values.length * size;
    }
    values.forEach((value, each) => bytes.writeUIntLE(value, start + each * size, size));
  });
  return Buffer.concat([bytes, pixels]);
}

/** Returns a Photoshop document without layers, with one plane for each color. */
export function photoshop({ width, height, pixels }: Picture): Buffer {
  const head = Buffer.alloc(26 + 12 + 2);
  head.write('8BPS', 'latin1');
  head.writeUInt16BE(1, 4);
  head.writeUInt16BE(3, 12);
  head.writeUInt32BE(height, 14);
  head.writeUInt32BE(width, 18);
  head.writeUInt16BE(8, 22);
  head.writeUInt16BE(3, 24);
  const planes = [0, 1, 2].map((channel) => pixels.filter((_, index) => index % 3 === channel));
  return Buffer.concat([head, ...planes]);
}
