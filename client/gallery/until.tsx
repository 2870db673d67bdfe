import { type ReactNode, useEffect, useState } from 'react';

/** Marks its content as waiting until an element matches the selector, so that tests take no picture before. */
export function Until({ selector, children }: { selector: string; children: ReactNode }) {
  const [isThere, setThere] = useState(false);
  useEffect(() => {
    let frame = 0;
    const look = () => {
      if (document.querySelector(selector)) setThere(true);
      else frame = requestAnimationFrame(look);
    };
    look();
    return () => cancelAnimationFrame(frame);
  }, [selector]);
  return (
    <div data-waiting={isThere ? undefined : selector} data-wide>
      {children}
    </div>
  );
}
