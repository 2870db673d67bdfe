import { useCallback, useState } from 'react';

/** The width inside an element, kept true; 0 until it is known. */
export function useWidth(): [(element: HTMLElement | null) => void, number] {
  const [width, setWidth] = useState(0);
  const [observer] = useState(() => new ResizeObserver(([entry]) => entry && setWidth(entry.target.clientWidth)));
  const measure = useCallback(
    (element: HTMLElement | null) => {
      observer.disconnect();
      if (element) observer.observe(element);
    },
    [observer],
  );
  return [measure, width];
}
