import { askPdfProcess } from './ask-pdf-process.ts';

/** Returns the text of a PDF, page after page, up to `maxCharacters`. It is empty for scanned pages. */
export async function readPdfText(path: string, maxCharacters: number, signal: AbortSignal): Promise<string> {
  return (await askPdfProcess('text', path, maxCharacters, signal)).toString();
}
