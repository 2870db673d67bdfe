import type { UnreadableCause } from '../unreadable.ts';

/** A file, or bytes that were already decoded. */
export type ImageSource = string | Uint8Array;

export interface ImageSize {
  width: number;
  height: number;
  /** Pages of a TIFF. Null for images without pages, and if the pages cannot be counted. */
  pageCount: number | null;
}

export interface Picture {
  bytes: Uint8Array;
  width: number;
  height: number;
  /** Message for users: differences between the picture and the image. */
  note: string | null;
  /** Blurred copy in about 25 bytes. */
  thumbhash: Uint8Array<ArrayBuffer>;
}

export interface ShrinkOptions {
  longEdge: number;
  quality?: number;
  /** Maximum ratio of long to short edge. A longer image is cut to its middle. */
  maxAspect?: number;
  /** Whether the end of the image is missing and was replaced by zeros. */
  isTorn?: boolean;
}

/** Tasks of the process that reads images, with their input and output. */
export interface ImageTasks {
  measure: { input: { source: ImageSource; contentType: string }; output: ImageSize };
  header: { input: { path: string; contentType: string }; output: ImageSize | null };
  shrink: { input: { source: ImageSource; contentType: string } & ShrinkOptions; output: Picture };
  thumbhash: { input: { source: ImageSource }; output: Uint8Array<ArrayBuffer> };
  contrast: { input: { source: ImageSource }; output: number };
}

export type ImageTask = keyof ImageTasks;

/** The first message of the process: its decoders are loaded. */
export const ready = 'ready';

export interface ImageRequest<Task extends ImageTask = ImageTask> {
  task: Task;
  input: ImageTasks[Task]['input'];
}

export type ImageAnswer =
  | { output: ImageTasks[ImageTask]['output'] }
  | { reason: UnreadableCause; details: string }
  /** A fault of the server. */
  | { error: string };
