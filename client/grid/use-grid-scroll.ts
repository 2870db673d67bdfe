import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import {
  clampOffset,
  type GridLayout,
  type GridPlace,
  offsetOf,
  offsetShowing,
  placeAt,
  type RowRange,
  rowsInView,
  rowTop,
} from './grid-maths.ts';

const overscanRows = 3;
/** Rows are placed relative to a base that changes rarely, so that scrolling does not move existing rows. */
const baseEvery = 256;

export interface GridScroll {
  range: RowRange;
  baseRow: number;
  /** Exact offset in the content. In a very long list the scrollbar is too coarse for it. */
  offset: RefObject<number>;
  scrollTo: (offset: number) => void;
  show: (index: number) => void;
}

/**
 * Connects a scrolling element with the rows to render. Returns the range of rows and the position of their container.
 * React renders again only when the range changes, not for each pixel.
 */
export function useGridScroll(
  layout: GridLayout | undefined,
  scrollerRef: RefObject<HTMLElement | null>,
  windowRef: RefObject<HTMLElement | null>,
  start: GridPlace,
  onMove: (layout: GridLayout, offset: number, place: GridPlace) => void,
): GridScroll {
  const offset = useRef(0);
  /** Place to keep in another layout, with the row height at that time. Changes only when the user scrolls. */
  const anchor = useRef<{ place: GridPlace; rowHeight?: number }>({ place: start });
  const move = useRef(onMove);
  useLayoutEffect(() => {
    move.current = onMove;
  });
  const latest = useRef(layout);
  const [range, setRange] = useState<RowRange>({ first: 0, last: -1 });
  const baseRow = Math.floor(range.first / baseEvery) * baseEvery;
  const base = useRef(0);

  const placeWindow = useCallback(() => {
    const now = latest.current;
    if (!now || !scrollerRef.current || !windowRef.current) return;
    const top = rowTop(now, base.current) - offset.current + scrollerRef.current.scrollTop;
    windowRef.current.style.setProperty('top', `${now.ratio === 1 ? rowTop(now, base.current) : top}px`);
  }, [scrollerRef, windowRef]);

  const update = useCallback(() => {
    const now = latest.current;
    if (!now) return;
    const next = rowsInView(now, offset.current, overscanRows);
    setRange((old) => (old.first === next.first && old.last === next.last ? old : next));
    if (now.ratio !== 1) placeWindow();
    move.current(now, offset.current, anchor.current.place);
  }, [placeWindow]);

  const scrollTo = useCallback(
    (to: number) => {
      const now = latest.current;
      if (!now || !scrollerRef.current) return;
      offset.current = clampOffset(now, to);
      scrollerRef.current.scrollTo({ top: offset.current / now.ratio, behavior: 'instant' });
      update();
    },
    [scrollerRef, update],
  );

  const dropAnchor = useCallback(() => {
    const now = latest.current;
    if (now) anchor.current = { place: placeAt(now, Math.round(offset.current)), rowHeight: now.rowHeight };
  }, []);

  const show = useCallback(
    (index: number) => {
      const now = latest.current;
      if (!now) return;
      const to = offsetShowing(now, offset.current, index);
      if (to === offset.current) return;
      offset.current = to;
      dropAnchor();
      scrollTo(to);
    },
    [scrollTo, dropAnchor],
  );

  // After a change of width or tile size, the first visible item stays the first visible item.
  useLayoutEffect(() => {
    latest.current = layout;
    if (!layout) return;
    const { place, rowHeight = layout.rowHeight } = anchor.current;
    const pixels = Math.round((place.pixels * layout.rowHeight) / rowHeight);
    scrollTo(offsetOf(layout, { index: place.index, pixels }));
  }, [layout, scrollTo]);

  useLayoutEffect(() => {
    base.current = baseRow;
    if (layout) placeWindow();
  }, [baseRow, layout, placeWindow]);

  useEffect(() => {
    const element = scrollerRef.current;
    if (!element) return undefined;
    const onScroll = () => {
      const now = latest.current;
      if (!now) return;
      const isOwn = Math.abs(element.scrollTop - offset.current / now.ratio) < 1;
      if (!isOwn) {
        offset.current = clampOffset(now, element.scrollTop * now.ratio);
        dropAnchor();
      }
      update();
    };
    // If one pixel of the scrollbar is many pixels of content, the wheel scrolls the content by its exact distance.
    const onWheel = (event: WheelEvent) => {
      const now = latest.current;
      if (!now || now.ratio === 1 || event.ctrlKey) return;
      event.preventDefault();
      const unit = [1, 40, now.viewportHeight][event.deltaMode] ?? 1;
      offset.current = clampOffset(now, offset.current + event.deltaY * unit);
      dropAnchor();
      scrollTo(offset.current);
    };
    element.addEventListener('scroll', onScroll, { passive: true });
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => {
      element.removeEventListener('scroll', onScroll);
      element.removeEventListener('wheel', onWheel);
    };
  }, [scrollerRef, scrollTo, update, dropAnchor]);

  return { range, baseRow, offset, scrollTo, show };
}
