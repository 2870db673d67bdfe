import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { withPdf } from './open-pdf.ts';

/** The text of a PDF, page after page, until it is `mostCharacters` long. Empty for one of scanned pages. */
export function readPdfText(path: string, mostCharacters: number, signal: AbortSignal): Promise<string> {
  return withPdf(path, signal, async (pdf) => {
    let text = '';
    for (let number = 1; number <= pdf.numPages && text.length < mostCharacters; number += 1) {
      signal.throwIfAborted();
      const page = await pdf.getPage(number);
      text += `${await readPage(page)}\n\n`;
      page.cleanup();
    }
    return text.slice(0, mostCharacters).replaceAll('\0', '').trim().toWellFormed();
  });
}

async function readPage(page: PDFPageProxy): Promise<string> {
  const { items } = await page.getTextContent();
  return items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('');
}
