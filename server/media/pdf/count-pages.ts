import { askPdfProcess } from './ask-pdf-process.ts';

/** Returns the number of pages of a PDF. */
export async function countPages(path: string, signal: AbortSignal): Promise<number> {
  return Number((await askPdfProcess('count', path, 0, signal)).toString());
}
