/*
 * How much the server takes on for one file. Each step ends within these bounds, whatever the file says of itself.
 */

const gigabyte = 1024 ** 3;
const megabyte = 1024 ** 2;

export const maxSourceByteSize = 20 * gigabyte;
export const maxDocumentByteSize = 256 * megabyte;
export const maxTranscriptByteSize = 64 * megabyte;

/** 1,000 megapixels: an image of 20,000 × 20,000 is decoded, by strips where its format allows. */
export const maxPixels = 1_000_000_000;
/** A frame of a film, or an image that only ffmpeg decodes, is held in memory as a whole. */
export const maxFramePixels = 100_000_000;

/** The limits of a child process. */
export interface ProcessLimits {
  wallSeconds: number;
  /** Of all its threads together. */
  cpuSeconds: number;
  memoryByteSize: number;
  /** Of what it writes to its standard output. */
  outputByteSize: number;
}

/** The programs that read files. The quick ones make what lists show. */
export const processLimits = {
  probe: { wallSeconds: 60, cpuSeconds: 20, memoryByteSize: gigabyte, outputByteSize: megabyte },
  frame: { wallSeconds: 60, cpuSeconds: 60, memoryByteSize: 2 * gigabyte, outputByteSize: 64 * megabyte },
  decodeImage: { wallSeconds: 60, cpuSeconds: 60, memoryByteSize: 2 * gigabyte, outputByteSize: 512 * megabyte },
  /** 24 hours of sound with 16,000 samples a second and 2 bytes a sample. */
  sound: { wallSeconds: 600, cpuSeconds: 300, memoryByteSize: gigabyte, outputByteSize: 24 * 3_600 * 32_000 },
  subtitles: { wallSeconds: 120, cpuSeconds: 60, memoryByteSize: gigabyte, outputByteSize: 16 * megabyte },
  pdf: { wallSeconds: 60, cpuSeconds: 60, memoryByteSize: 2 * gigabyte, outputByteSize: 64 * megabyte },
} as const satisfies Record<string, ProcessLimits>;

/** One image, in a process that reads many of them. */
export const imageLimits = { wallSeconds: 60, memoryByteSize: 2 * gigabyte } as const;
