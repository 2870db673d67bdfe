import { askPdfProcess } from './ask-pdf-process.ts';

/** The text of a PDF, page after page, until it is `mostCharacters` long. Empty for one of scanned pages. */
export async function readPdfText(path: string, mostCharacters: number, signal: AbortSignal): Promise<string> {
  return (await askPdfProcess('text', path, mostCharacters, signal)).toString();
}
