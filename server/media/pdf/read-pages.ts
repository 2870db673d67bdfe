import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { openPdf } from './open-pdf.ts';

/** The text of a PDF, page after page, until it is `mostCharacters` long. */
export async function readPages(path: string, mostCharacters: number): Promise<string> {
  const pdf = await openPdf(path);
  let text = '';
  for (let number = 1; number <= pdf.numPages && text.length < mostCharacters; number += 1) {
    const page = await pdf.getPage(number);
    text += `${await readPage(page)}\n\n`;
    page.cleanup();
  }
  return text.slice(0, mostCharacters).replaceAll('\0', '').trim().toWellFormed();
}

async function readPage(page: PDFPageProxy): Promise<string> {
  const { items } = await page.getTextContent();
  return items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('');
}
