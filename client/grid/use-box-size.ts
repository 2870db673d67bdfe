import { type RefObject, useEffect, useState } from 'react';

export interface BoxSize {
  width: number;
  height: number;
  devicePixelRatio: number;
}

/** Returns the inner size of an element and the pixel density of its screen. Follows their changes. */
export function useBoxSize(ref: RefObject<HTMLElement | null>): BoxSize | undefined {
  const [size, setSize] = useState<BoxSize>();
  useEffect(() => {
    const element = ref.current;
    if (!element) return undefined;
    const measure = () => {
      const next = { width: element.clientWidth, height: element.clientHeight, devicePixelRatio };
      setSize((old) =>
        old?.width === next.width && old.height === next.height && old.devicePixelRatio === next.devicePixelRatio
          ? old
          : next,
      );
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    // Zooming always changes the density, but not always the box.
    window.addEventListener('resize', measure);
    return () => {
      observer.disconnect();
      window.removeEventListener('resize', measure);
    };
  }, [ref]);
  return size;
}
