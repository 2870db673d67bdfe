import { createRequire } from 'node:module';
import { maxFramePixels } from '../limits.ts';
import { Unreadable } from '../unreadable.ts';

interface RawImage {
  data: Uint8Array;
  width: number;
  height: number;
}

interface HeifImage {
  get_width(): number;
  get_height(): number;
  display(target: object, done: (result: object | null) => void): void;
  free(): void;
}

interface LibHeif {
  HeifDecoder: new () => { decode(bytes: Uint8Array): HeifImage[] };
}

/** Decodes the main image of a HEIC file and turns it upright. libheif runs as WebAssembly. */
export async function decodeHeic(bytes: Uint8Array): Promise<RawImage> {
  const require = createRequire(import.meta.url);
  const { HeifDecoder } = require('libheif-js/wasm-bundle') as LibHeif;
  const [image] = new HeifDecoder().decode(bytes);
  if (!image) throw new Unreadable('IMAGE_DAMAGED');
  const [width, height] = [image.get_width(), image.get_height()];
  if (width * height > maxFramePixels) throw new Unreadable('IMAGE_TOO_LARGE');
  const data = new Uint8ClampedArray(width * height * 4);
  const result = await new Promise((resolve) => {
    image.display({ data, width, height }, resolve);
  });
  image.free();
  if (!result) throw new Unreadable('IMAGE_DAMAGED');
  return { data: new Uint8Array(data.buffer), width, height };
}
