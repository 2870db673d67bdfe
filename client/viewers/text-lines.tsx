import { type ClipboardEvent, type Ref, useEffect, useImperativeHandle, useMemo, useRef, useState } from 'react';
import { layOutGrid } from '../grid/grid-maths.ts';
import { useBoxSize } from '../grid/use-box-size.ts';
import { useGridScroll } from '../grid/use-grid-scroll.ts';
import { cx } from '../ui/cx.ts';
import { reachable } from '../ui/reachable.ts';
import { selectedRange } from './selected-range.ts';
import * as strings from './strings.ts';
import { TextLine, type TextLook } from './text-line.tsx';
import styles from './text-lines.module.css';
import { TextRows } from './text-rows.ts';
import type { TextSource } from './text-source.ts';

export interface TextLinesHandle {
  /** Scrolls to the character at an offset, and leaves some rows above and below it. */
  showOffset: (offset: number) => void;
  focus: () => void;
}

interface TextLinesProps extends TextLook {
  source: TextSource;
  /** Changes when the source has read more, so that the lines are drawn again. */
  version: number;
  label: string;
  wraps: boolean;
  /** Called with the offset of the first visible character. */
  onMove: (offset: number) => void;
  ref?: Ref<TextLinesHandle>;
}

const rowHeight = 20;
const padding = 12;
const gutterDigits = 7;
const rowsAhead = 200;
const beginning = { index: 0, pixels: 0 };
const probe = '0'.repeat(100);

/** Lines of a text of any length, with their numbers. Only rows near the viewport are in the document. */
export function TextLines(props: TextLinesProps) {
  const { source, label, wraps, onMove, ref, ...look } = props;
  const scrollerRef = useRef<HTMLElement>(null);
  const windowRef = useRef<HTMLDivElement>(null);
  const size = useBoxSize(scrollerRef);
  const [characterWidth, setCharacterWidth] = useState(7);
  const width = size?.width ?? 0;
  // One column more than fits: a wide character may begin in the last one.
  const columns = wraps ? Math.max(20, Math.floor(width / characterWidth) - gutterDigits - 4) : Infinity;
  const rows = useMemo(() => new TextRows(source.index, columns), [source, columns]);
  const { readCount, rowCount } = countRows(rows, source);
  const layout = useMemo(
    () =>
      size &&
      layOutGrid({
        itemCount: rowCount,
        tileHeight: () => rowHeight,
        gap: 0,
        padding,
        viewportHeight: size.height,
        ...size,
      }),
    [rowCount, size],
  );
  const { range, baseRow, show } = useGridScroll(layout, scrollerRef, windowRef, beginning, (_, offset) => {
    const row = Math.min(Math.floor(offset / rowHeight), rows.rowCount - 1);
    if (row >= 0) onMove(source.index.startOf(rows.pieceOf(row)));
  });

  // Reads on to the visible rows.
  const wanted = range.last + rowsAhead;
  const isShort = !source.isWhole && wanted >= readCount;
  useEffect(() => {
    if (isShort) void source.readUntil(() => countRows(rows, source).readCount > wanted);
  }, [source, rows, wanted, isShort]);

  const showOffset = (offset: number) => {
    if (!layout) return;
    rows.update();
    const piece = source.index.pieceAt(offset);
    const first = rows.firstRowOf(piece);
    const share = wraps ? (offset - source.index.startOf(piece)) / columns : 0;
    const row = first + Math.floor(share);
    const third = Math.floor(layout.viewportHeight / rowHeight / 3);
    show(Math.min(row + third, Math.max(row, rowCount - 1)));
    show(Math.max(0, row - third));
  };
  useImperativeHandle(ref, () => ({ showOffset, focus: () => scrollerRef.current?.focus() }));

  function onCopy(event: ClipboardEvent) {
    const selected = scrollerRef.current && selectedRange(scrollerRef.current);
    const text = selected && source.slice(selected.start, selected.end);
    // A row may be a part of a line, so the text itself is copied. Without it, the browser copies the rows.
    if (!text) return;
    event.preventDefault();
    event.clipboardData.setData('text/plain', text);
  }

  const shown = Array.from({ length: Math.max(0, range.last - range.first + 1) }, (_, at) => range.first + at);
  return (
    <section {...reachable} ref={scrollerRef} aria-label={label} className={styles.scroller} onCopy={onCopy}>
      <div aria-hidden className={styles.probe}>
        <span ref={(element) => measure(element, setCharacterWidth)}>{probe}</span>
      </div>
      <div
        className={cx(styles.spacer, wraps && styles.wraps)}
        data-unwrapped={wraps ? undefined : ''}
        style={{
          height: layout?.spacerHeight ?? 0,
          minWidth: wraps ? undefined : (source.index.maxColumns + gutterDigits + 4) * characterWidth,
        }}
      >
        <div ref={windowRef} className={styles.window}>
          {shown.map((row) =>
            row < readCount ? (
              <TextLine key={row} source={source} rows={rows} row={row} top={(row - baseRow) * rowHeight} {...look} />
            ) : (
              <div key={row} className={styles.row} style={{ top: (row - baseRow) * rowHeight }} />
            ),
          )}
        </div>
      </div>
      {range.last >= readCount && !source.isWhole && (
        <output className={styles.reading}>{strings.readingText(source.byteCount / source.byteSize)}</output>
      )}
    </section>
  );
}

function measure(element: HTMLElement | null, onMeasure: (width: number) => void) {
  if (!element) return;
  onMeasure(element.getBoundingClientRect().width / probe.length);
  const measureAgain = async () => {
    await document.fonts.ready;
    if (element.isConnected) onMeasure(element.getBoundingClientRect().width / probe.length);
  };
  // The font may arrive later.
  void measureAgain();
}

/** Returns the rows of the text that was read, and an estimate for all of it, so that the scrollbar is about right. */
function countRows(rows: TextRows, { isWhole, byteCount, byteSize }: TextSource) {
  rows.update();
  const readCount = rows.rowCount;
  return {
    readCount,
    rowCount: isWhole || byteCount === 0 ? readCount : Math.round(readCount * (byteSize / byteCount)),
  };
}
