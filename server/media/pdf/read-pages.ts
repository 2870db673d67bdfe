import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { openPdf } from './open-pdf.ts';

/** Time for reading the text of a very long document, so that the process ends before its limit. */
const maxMilliseconds = 30_000;

/** Returns the text of a PDF, page after page, up to `maxCharacters`. */
export async function readPages(path: string, maxCharacters: number): Promise<string> {
  const pdf = await openPdf(path);
  let text = '';
  const startedAt = performance.now();
  const goesOn = () => text.length < maxCharacters && performance.now() - startedAt < maxMilliseconds;
  for (let number = 1; number <= pdf.numPages && goesOn(); number += 1) {
    const page = await pdf.getPage(number);
    text += `${await readPage(page)}\n\n`;
    page.cleanup();
  }
  return text.slice(0, maxCharacters).replaceAll('\0', '').trim().toWellFormed();
}

async function readPage(page: PDFPageProxy): Promise<string> {
  const { items } = await page.getTextContent();
  return items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('');
}
