import * as pdfjs from 'pdfjs-dist';
import { useCallback, useEffect, useState } from 'react';
import type { SignedUrls } from '../data/signed-urls.ts';
import { useSignedUrls } from '../data/use-signed-url.ts';
import { fetchSigned } from './fetch-signed.ts';
import { PdfFonts, PdfMaps } from './pdf-resources.ts';
import type { Size } from './zoom-maths.ts';

// Written so that the build sees it and gives the worker an address of its own.
const workerUrl = new URL('../../node_modules/pdfjs-dist/build/pdf.worker.min.mjs', import.meta.url);
pdfjs.GlobalWorkerOptions.workerSrc = workerUrl.href;

interface LoadedPdf {
  asset: string;
  attempt: number;
  pdf?: pdfjs.PDFDocumentProxy;
  /** The size of the first page: the others are taken to be like it until they are seen. */
  firstPage?: Size;
  isFailed: boolean;
  /** The document is encrypted, and waits for a password. */
  passwordPrompt?: PasswordPrompt;
}

export interface PasswordPrompt {
  /** The password given before was wrong. */
  isRetry: boolean;
  submit: (password: string) => void;
}

/** Opens a PDF and reads of it what is needed, range by range, each over an address that is good at that moment. */
export function usePdf(asset: string, byteSize: number) {
  const urls = useSignedUrls();
  const [loaded, setLoaded] = useState<LoadedPdf>({ asset, attempt: 0, isFailed: false });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    const controller = new AbortController();
    const fail = () => {
      if (!controller.signal.aborted) setLoaded({ asset, attempt, isFailed: true });
    };
    const task = pdfjs.getDocument({
      range: rangesOf(urls, asset, byteSize, controller.signal, fail),
      disableAutoFetch: true,
      // The strict content security policy allows no compiled code; the same decoders exist as scripts.
      useWasm: false,
      useWorkerFetch: false,
      StandardFontDataFactory: PdfFonts,
      CMapReaderFactory: PdfMaps,
      verbosity: pdfjs.VerbosityLevel.ERRORS,
    });
    task.onPassword = (submit: (password: string) => void, reason: number) => {
      if (controller.signal.aborted) return;
      const isRetry = reason === pdfjs.PasswordResponses.INCORRECT_PASSWORD;
      setLoaded({ asset, attempt, isFailed: false, passwordPrompt: { isRetry, submit } });
    };
    const open = async () => {
      const pdf = await task.promise;
      const { width, height } = (await pdf.getPage(1)).getViewport({ scale: 1 });
      if (!controller.signal.aborted) setLoaded({ asset, attempt, pdf, firstPage: { width, height }, isFailed: false });
    };
    open().catch(fail);
    return () => {
      controller.abort();
      // What is still under way fails, which is what is wanted.
      task.destroy().catch(() => {});
    };
  }, [urls, asset, byteSize, attempt]);

  const retry = useCallback(() => {
    urls.retry(asset);
    setAttempt((count) => count + 1);
  }, [urls, asset]);
  const current: LoadedPdf =
    loaded.asset === asset && loaded.attempt === attempt ? loaded : { asset, attempt, isFailed: false };
  return { ...current, retry };
}

function rangesOf(urls: SignedUrls, asset: string, byteSize: number, signal: AbortSignal, onFail: () => void) {
  const ranges = new pdfjs.PDFDataRangeTransport(byteSize, null);
  ranges.requestDataRange = (begin, end) => {
    fetchSigned(urls, asset, { headers: { range: `bytes=${begin}-${end - 1}` }, signal })
      .then((response) => response.arrayBuffer())
      .then((bytes) => ranges.onDataRange(begin, new Uint8Array(bytes)), onFail);
  };
  return ranges;
}
