import { type PDFDocumentProxy, RenderingCancelledException, TextLayer } from 'pdfjs-dist';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { markMatches, type PagePiece } from './pdf-marks.ts';
import styles from './pdf-page.module.css';
import * as strings from './strings.ts';
import type { PageMatch } from './use-pdf-find.ts';
import type { Size } from './zoom-maths.ts';

interface PdfPageProps {
  pdf: PDFDocumentProxy;
  number: number;
  /** Width in CSS pixels. */
  width: number;
  /** Expected size until the page has been read. */
  expected: Size;
  root: RefObject<HTMLElement | null>;
  /** Matches of the search on this page. */
  matches: readonly PageMatch[];
  currentMatch: PageMatch | undefined;
}

/** Maximum number of pixels. Safari refuses larger canvases. */
const maxPixels = 16_000_000;

/** One page. Rendered only while it is visible or nearly visible, otherwise empty in its right size. */
export function PdfPage({ pdf, number, width, expected, root, matches, currentMatch }: PdfPageProps) {
  const frameRef = useRef<HTMLElement>(null);
  const canvasRef = useRef<HTMLCanvasElement>(null);
  const textRef = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState(expected);
  const [isNear, setNear] = useState(false);
  const shownMatch = useRef<PageMatch>(undefined);
  const [pieces, setPieces] = useState<readonly PagePiece[]>([]);

  useEffect(() => {
    const frame = frameRef.current;
    if (!frame) return undefined;
    const observer = new IntersectionObserver(([entry]) => entry && setNear(entry.isIntersecting), {
      root: root.current,
      rootMargin: '75% 0px',
    });
    observer.observe(frame);
    return () => observer.disconnect();
  }, [root]);

  useEffect(() => {
    const canvas = canvasRef.current;
    const text = textRef.current;
    if (!isNear || !canvas || !text) return undefined;
    const controller = new AbortController();
    const draw = async () => {
      const page = await pdf.getPage(number);
      if (controller.signal.aborted) return;
      const natural = page.getViewport({ scale: 1 });
      setSize({ width: natural.width, height: natural.height });
      const scale = width / natural.width;
      const viewport = page.getViewport({ scale });
      const ratio = Math.min(window.devicePixelRatio, Math.sqrt(maxPixels / (viewport.width * viewport.height)));
      canvas.width = Math.floor(viewport.width * ratio);
      canvas.height = Math.floor(viewport.height * ratio);
      const task = page.render({ canvas, viewport: page.getViewport({ scale: scale * ratio }) });
      controller.signal.addEventListener('abort', () => task.cancel());
      await task.promise;
      text.replaceChildren();
      text.style.setProperty('--total-scale-factor', String(scale));
      const layer = new TextLayer({ textContentSource: page.streamTextContent(), container: text, viewport });
      controller.signal.addEventListener('abort', () => layer.cancel());
      await layer.render();
      const { items } = await page.getTextContent();
      if (!controller.signal.aborted) setPieces(piecesOf(layer.textDivs, items));
    };
    draw().catch((error: unknown) => {
      if (controller.signal.aborted || error instanceof RenderingCancelledException) return;
      canvas.width = 0;
      text.textContent = strings.pageFailed;
    });
    return () => {
      controller.abort();
      // A canvas of size 0 releases its memory.
      canvas.width = 0;
      text.replaceChildren();
    };
  }, [pdf, number, width, isNear]);

  useEffect(() => {
    if (!isNear) return undefined;
    const { remove, currentElement } = markMatches(pieces, matches, currentMatch);
    // Once for each match, so that the user can scroll away and come back.
    if (currentElement?.isConnected && shownMatch.current !== currentMatch) {
      shownMatch.current = currentMatch;
      currentElement.scrollIntoView({ block: 'center', inline: 'nearest' });
    }
    return remove;
  }, [pieces, matches, currentMatch, isNear]);

  return (
    <article
      ref={frameRef}
      data-page={number}
      aria-label={strings.page(number)}
      className={styles.page}
      style={{ width, height: (width * size.height) / size.width }}
    >
      <canvas ref={canvasRef} className={styles.canvas} />
      <div ref={textRef} className={styles.text} />
    </article>
  );
}

type TextItems = Awaited<ReturnType<Awaited<ReturnType<PDFDocumentProxy['getPage']>>['getTextContent']>>['items'];

/** Returns the elements of a text layer with the text of each, as the search counts it. */
function piecesOf(elements: readonly HTMLElement[], items: TextItems): PagePiece[] {
  const texts = items.flatMap((item) => ('str' in item ? [item.str + (item.hasEOL ? ' ' : '')] : []));
  return elements.map((element, index) => ({ element, text: texts[index] ?? '' }));
}
