import { ChevronDown, ChevronUp, Maximize, Minus, Plus, Search } from 'lucide-react';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useShortcut } from '../shell/shortcuts.ts';
import { IconButton } from '../ui/button.tsx';
import { formatPercent } from '../ui/format.ts';
import { reachable } from '../ui/reachable.ts';
import { Skeleton } from '../ui/skeleton.tsx';
import { CannotShow } from './cannot-show.tsx';
import { PdfPage } from './pdf-page.tsx';
import styles from './pdf-pages.module.css';
import { PdfPassword } from './pdf-password.tsx';
import * as strings from './strings.ts';
import { TextFindBar } from './text-find-bar.tsx';
import { usePdf } from './use-pdf.ts';
import { usePdfFind } from './use-pdf-find.ts';
import { useWidth } from './use-width.ts';
import { ViewerToolbar } from './viewer-toolbar.tsx';

const widestPage = 900;

interface PdfPagesProps {
  file: { id: string; byteSize: number; contentType: string };
  filename: string;
  /** Name of the document for screen readers. */
  title: string;
}

/** Pages of a PDF, one below the other. Renders only visible pages. */
export function PdfPages({ file: { id, byteSize, contentType }, filename, title }: PdfPagesProps) {
  const file = { asset: id, filename };
  const { pdf, firstPage, isFailed, passwordPrompt, retry } = usePdf(id, byteSize);
  const scrollRef = useRef<HTMLElement>(null);
  const [measure, width] = useWidth();
  const [zoom, setZoom] = useState(1);
  const [current, setCurrent] = useState(1);
  const pageCount = pdf?.numPages ?? 0;
  const pageWidth = Math.max(160, Math.min(width - 48, widestPage)) * zoom;
  const numbers = useMemo(() => Array.from({ length: pageCount }, (_, index) => index + 1), [pageCount]);
  const setScroll = useCallback(
    (element: HTMLElement | null) => {
      scrollRef.current = element;
      measure(element);
    },
    [measure],
  );

  const zoomBy = (factor: number) => setZoom((before) => Math.min(4, Math.max(0.25, before * factor)));
  const goTo = (page: number) => {
    const target = Math.min(Math.max(1, page), pageCount);
    scrollRef.current?.querySelector(`[data-page="${target}"]`)?.scrollIntoView({ block: 'start' });
  };
  const find = usePdfFind(pdf, current, goTo);
  useShortcut({ keys: '+', label: strings.zoomIn, group: strings.document, run: () => zoomBy(1.25) });
  useShortcut({ keys: '-', label: strings.zoomOut, group: strings.document, run: () => zoomBy(0.8) });
  useShortcut({ keys: '0', label: strings.fitWidth, group: strings.document, run: () => setZoom(1) });

  if (isFailed) {
    return (
      <CannotShow file={file} onRetry={retry}>
        {contentType === 'application/pdf' ? strings.invalidPdf : strings.noDocumentViewer(contentType)}
      </CannotShow>
    );
  }
  if (passwordPrompt) return <PdfPassword {...passwordPrompt} file={file} />;
  return (
    <div className={styles.viewer}>
      {find.isOpen && (
        <div className={styles.find}>
          <TextFindBar find={find} onClose={() => scrollRef.current?.focus()} />
        </div>
      )}
      <section
        {...reachable}
        ref={setScroll}
        aria-label={strings.pagesOf(title)}
        className={styles.scroll}
        onScroll={(event) => setCurrent(pageInSight(event.currentTarget))}
      >
        {!pdf || !firstPage || width === 0 ? (
          <output className={styles.waiting} aria-label={strings.loading}>
            <Skeleton width="100%" height="100%" />
          </output>
        ) : (
          numbers.map((number) => (
            <PdfPage
              key={number}
              pdf={pdf}
              number={number}
              width={pageWidth}
              expected={firstPage}
              root={scrollRef}
              matches={find.matchesOn(number)}
              currentMatch={find.currentMatch}
            />
          ))
        )}
      </section>
      {pageCount > 0 && (
        <ViewerToolbar label={strings.document}>
          <IconButton
            size="s"
            label={strings.previousPage}
            icon={<ChevronUp size={14} />}
            disabled={current <= 1}
            onClick={() => goTo(current - 1)}
          />
          <output className={styles.page}>
            {current} / {pageCount}
          </output>
          <IconButton
            size="s"
            label={strings.nextPage}
            icon={<ChevronDown size={14} />}
            disabled={current >= pageCount}
            onClick={() => goTo(current + 1)}
          />
          <span className={styles.rule} />
          <IconButton size="s" label={strings.findInText} keys="/" icon={<Search size={14} />} onClick={find.open} />
          <span className={styles.rule} />
          <IconButton
            size="s"
            label={strings.zoomOut}
            keys="-"
            icon={<Minus size={14} />}
            onClick={() => zoomBy(0.8)}
          />
          <output className={styles.page}>{formatPercent(zoom)}</output>
          <IconButton size="s" label={strings.zoomIn} keys="+" icon={<Plus size={14} />} onClick={() => zoomBy(1.25)} />
          <IconButton
            size="s"
            label={strings.fitWidth}
            keys="0"
            icon={<Maximize size={13} />}
            isPressed={zoom === 1}
            onClick={() => setZoom(1)}
          />
        </ViewerToolbar>
      )}
    </div>
  );
}

/** Returns the number of the page at one third of the visible height. */
function pageInSight(scroll: HTMLElement): number {
  const line = scroll.scrollTop + scroll.clientHeight / 3;
  const pages = [...scroll.querySelectorAll<HTMLElement>('[data-page]')];
  const page = pages.findLast((candidate) => candidate.offsetTop <= line);
  return Number(page?.dataset['page'] ?? 1);
}
