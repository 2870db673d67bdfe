import { useCallback, useState } from 'react';

/** Returns the inner width of an element and follows its changes. 0 until known. */
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
