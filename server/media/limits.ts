/* Limits for one file. Each step stays within them, whatever the file declares about itself. */

const gigabyte = 1024 ** 3;
const megabyte = 1024 ** 2;

export const maxSourceByteSize = 20 * gigabyte;
export const maxDocumentByteSize = 256 * megabyte;
export const maxTranscriptByteSize = 64 * megabyte;

/** 1,000 megapixels. An image of 20,000 × 20,000 is decoded, in strips if its format allows it. */
export const maxPixels = 1_000_000_000;
/** Limit for a frame of a film, or an image that only ffmpeg decodes. It is held in memory as a whole. */
export const maxFramePixels = 100_000_000;

/** Limits of a child process. */
export interface ProcessLimits {
  /** Ends a program that hangs. On a busy machine, its low priority leaves it little processor time. */
  wallSeconds: number;
  /** Processor time of all its threads together. */
  cpuSeconds: number;
  memoryByteSize: number;
  /** Limit for its standard output. */
  outputByteSize: number;
  /** Limit for a file that it writes. */
  fileByteSize?: number;
}

/** Limits of the programs that read files. The quick programs produce content that lists show. */
export const processLimits = {
  probe: { wallSeconds: 600, cpuSeconds: 20, memoryByteSize: gigabyte, outputByteSize: megabyte },
  frame: { wallSeconds: 600, cpuSeconds: 60, memoryByteSize: 2 * gigabyte, outputByteSize: 64 * megabyte },
  decodeImage: { wallSeconds: 600, cpuSeconds: 60, memoryByteSize: 2 * gigabyte, outputByteSize: 512 * megabyte },
  /** 24 hours of sound with 16,000 samples a second and 2 bytes a sample. */
  sound: { wallSeconds: 1_800, cpuSeconds: 300, memoryByteSize: gigabyte, outputByteSize: 24 * 3_600 * 32_000 },
  /** About 4 million frames, 18 hours at 60 frames a second. */
  frameTimes: { wallSeconds: 1_800, cpuSeconds: 120, memoryByteSize: gigabyte, outputByteSize: 128 * megabyte },
  /** Its output is its progress. */
  rendition: {
    wallSeconds: 7_200,
    cpuSeconds: 3_600,
    memoryByteSize: 2 * gigabyte,
    outputByteSize: 32 * megabyte,
    fileByteSize: 4 * gigabyte,
  },
  subtitles: { wallSeconds: 600, cpuSeconds: 60, memoryByteSize: gigabyte, outputByteSize: 16 * megabyte },
  pdf: { wallSeconds: 600, cpuSeconds: 60, memoryByteSize: 2 * gigabyte, outputByteSize: 64 * megabyte },
  table: { wallSeconds: 600, cpuSeconds: 120, memoryByteSize: 2 * gigabyte, outputByteSize: megabyte },
} as const satisfies Record<string, ProcessLimits>;

/** Limit for counting the rows of a text file. The rows of a longer file are not counted. */
export const maxCountedByteSize = 256 * megabyte;

/** Longest film or sound that is encoded again. */
export const maxRenditionSeconds = 4 * 3_600;

/** Time for all pictures of a storyboard. */
export const storyboardBudgetSeconds = 900;

/** Limits for one image, in a process that reads many of them. */
export const imageLimits = { wallSeconds: 120, memoryByteSize: 2 * gigabyte } as const;
