/** The word with which the separate process reports a missing canvas. */
export const noCanvas = 'NO_CANVAS';

/** The canvas that pdfjs draws on is missing: it is an optional dependency, which some platforms do not have. */
export class NoCanvas extends Error {
  override readonly name = 'NoCanvas';
}
