import { readFile, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { Unreadable } from './unreadable.ts';

/** A document is read as a whole. */
const mostByteSize = 256 * 1024 ** 2;
const mostImagePixels = 64_000_000;
const timeoutSeconds = 120;

/** Lends a PDF to `work`, for two minutes at most, and closes it. */
export async function withPdf<Result>(
  path: string,
  signal: AbortSignal,
  work: (pdf: PDFDocumentProxy) => Promise<Result>,
): Promise<Result> {
  const { size } = await stat(path);
  if (size > mostByteSize) throw new Unreadable(`Documents of more than ${mostByteSize / 1024 ** 2} MB are not read.`);
  // Loaded when first needed: it is large.
  const { getDocument, VerbosityLevel } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const home = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
  const task = getDocument({
    data: new Uint8Array(await readFile(path)),
    isEvalSupported: false,
    enableXfa: false,
    maxImageSize: mostImagePixels,
    disableFontFace: true,
    useSystemFonts: false,
    cMapUrl: join(home, 'cmaps/'),
    cMapPacked: true,
    standardFontDataUrl: join(home, 'standard_fonts/'),
    wasmUrl: join(home, 'wasm/'),
    iccUrl: join(home, 'iccs/'),
    verbosity: VerbosityLevel.ERRORS,
  });
  const deadline = AbortSignal.any([signal, AbortSignal.timeout(timeoutSeconds * 1000)]);
  try {
    return await Promise.race([task.promise.then(work), rejectOn(deadline)]);
  } catch (error) {
    signal.throwIfAborted();
    throw deadline.aborted
      ? new Unreadable(`The document could not be read within ${timeoutSeconds} s.`, { cause: error })
      : asUnreadable(error);
  } finally {
    await task.destroy();
  }
}

function rejectOn(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('Stopped.')), { once: true });
  });
}

function asUnreadable(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  if (error.name === 'PasswordException') return new Unreadable('The document asks for a password.', { cause: error });
  if (/^(InvalidPDF|Format|UnknownError|Response)/.test(error.name)) {
    return new Unreadable('The document is damaged, or no PDF.', { cause: error });
  }
  return error;
}
