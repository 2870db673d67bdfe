/** The word by which the process of its own reports it. */
export const noCanvas = 'NO_CANVAS';

/** The canvas that pdfjs draws on is an optional dependency, which not every platform gets. */
export class NoCanvas extends Error {
  override readonly name = 'NoCanvas';
}
