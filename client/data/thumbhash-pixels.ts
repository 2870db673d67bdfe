/**
 * Returns the pixels of a thumbhash, like `thumbHashToRGBA` of the package thumbhash. That package is too large for the
 * size limit of the first page. The format: https://evanw.github.io/thumbhash/
 */
export function thumbhashPixels(hash: Uint8Array): {
  width: number;
  height: number;
  data: Uint8ClampedArray<ArrayBuffer>;
} {
  const byte = (index: number) => hash[index]!;
  const head = byte(0) | (byte(1) << 8) | (byte(2) << 16);
  const rest = byte(3) | (byte(4) << 8);
  const hasAlpha = head >> 23;
  const short = rest & 7;
  const long = hasAlpha ? 5 : 7;
  const [columns, rows] = rest >> 15 ? [long, short] : [short, long];
  const width = Math.round(32 * Math.min(1, columns / rows));
  const height = Math.round(32 * Math.min(1, rows / columns));
  const waves = (length: number) =>
    Array.from({ length: 7 }, (_, wave) =>
      Array.from({ length }, (_, place) => Math.cos((Math.PI / length) * (place + 0.5) * wave)),
    );
  const [across, down] = [waves(width), waves(height)];
  const part = (bits: number, shift: number, max = 63) => ((bits >> shift) & max) / max;

  /** Index of the next half byte. */
  let place = hasAlpha ? 12 : 10;
  /** Returns the values of one channel, as a sum of cosine waves. */
  const channel = (mean: number, scale: number, columns = 3, rows = 3) => {
    const values = new Float32Array(width * height).fill(mean);
    for (let y = 0; y < rows; y++) {
      for (let x = y ? 0 : 1; x * rows < columns * (rows - y); x++, place++) {
        const amplitude = 4 * scale * (part(byte(place >> 1), (place & 1) * 4, 15) - 0.5);
        for (let i = 0; i < values.length; i++) {
          values[i]! += amplitude * across[x]![i % width]! * down[y]![(i / width) | 0]!;
        }
      }
    }
    return values;
  };
  const light = channel(part(head, 0), part(head, 18, 31), Math.max(3, columns), Math.max(3, rows));
  const yellow = channel(2 * part(head, 6) - 1, 1.25 * part(rest, 3));
  const red = channel(2 * part(head, 12) - 1, 1.25 * part(rest, 9));
  const alpha = hasAlpha ? channel(part(byte(5), 0, 15), part(byte(5), 4, 15), 5, 5) : light.map(() => 1);
  const data = new Uint8ClampedArray(width * height * 4);
  for (let i = 0; i < light.length; i++) {
    const b = light[i]! - (2 / 3) * yellow[i]!;
    const r = (3 * light[i]! - b + red[i]!) / 2;
    data.set([255 * r, 255 * (r - red[i]!), 255 * b, 255 * alpha[i]!], i * 4);
  }
  return { width, height, data };
}
