import { readFile, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { getDocument, type PDFDocumentProxy, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { maxDocumentByteSize } from '../limits.ts';
import { Unreadable } from '../unreadable.ts';

const maxImagePixels = 64_000_000;

/** Opens a PDF without running scripts in it. */
export async function openPdf(path: string): Promise<PDFDocumentProxy> {
  const { size } = await stat(path);
  if (size > maxDocumentByteSize) throw new Unreadable('PDF_TOO_LARGE');
  const home = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
  try {
    return await getDocument({
      data: new Uint8Array(await readFile(path)),
      isEvalSupported: false,
      enableXfa: false,
      maxImageSize: maxImagePixels,
      disableFontFace: true,
      useSystemFonts: false,
      cMapUrl: join(home, 'cmaps/'),
      cMapPacked: true,
      standardFontDataUrl: join(home, 'standard_fonts/'),
      wasmUrl: join(home, 'wasm/'),
      iccUrl: join(home, 'iccs/'),
      verbosity: VerbosityLevel.ERRORS,
    }).promise;
  } catch (error) {
    const name = error instanceof Error ? error.name : '';
    if (name === 'PasswordException') throw new Unreadable('PDF_PASSWORD', { cause: error });
    throw new Unreadable('PDF_DAMAGED', { cause: error });
  }
}
