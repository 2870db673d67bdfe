import * as pdfjs from 'pdfjs-dist';
import { useCallback, useEffect, useState } from 'react';
import type { SignedUrls } from '../data/signed-urls.ts';
import { useSignedUrls } from '../data/use-signed-url.ts';
import { fetchSigned } from './fetch-signed.ts';
import { PdfFonts, PdfMaps } from './pdf-resources.ts';
import type { Size } from './zoom-maths.ts';

// The build recognises this form and gives the worker a separate URL.
const workerUrl = new URL('../../node_modules/pdfjs-dist/build/pdf.worker.min.mjs', import.meta.url);
pdfjs.GlobalWorkerOptions.workerSrc = workerUrl.href;

interface LoadedPdf {
  asset: string;
  attempt: number;
  pdf?: pdfjs.PDFDocumentProxy;
  /** Size of the first page. Other pages are assumed to have it until they are read. */
  firstPage?: Size;
  isFailed: boolean;
  /** Set if the document is encrypted and needs a password. */
  passwordPrompt?: PasswordPrompt;
}

export interface PasswordPrompt {
  /** Whether the previous password was wrong. */
  isRetry: boolean;
  submit: (password: string) => void;
}

/** Opens a PDF and reads it by ranges as needed, each through a URL that is valid at that moment. */
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
      // The strict content security policy allows no compiled code. The same decoders exist as scripts.
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
      // Requests still running fail, as intended.
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
