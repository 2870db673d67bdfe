import { type ReactNode, useEffect, useRef, useState } from 'react';

interface UntilProps {
  selector: string;
  /** Whether the element may be outside its content, as with a portal. */
  isAnywhere?: boolean;
  children: ReactNode;
}

/** Marks its content as loading until an element matches the selector, so that tests take no picture before. */
export function Until({ selector, isAnywhere, children }: UntilProps) {
  const ref = useRef<HTMLDivElement>(null);
  const [isThere, setThere] = useState(false);
  useEffect(() => {
    let frame = 0;
    const look = () => {
      if ((isAnywhere ? document : ref.current)?.querySelector(selector)) setThere(true);
      else frame = requestAnimationFrame(look);
    };
    look();
    return () => cancelAnimationFrame(frame);
  }, [selector, isAnywhere]);
  return (
    <div ref={ref} data-waiting={isThere ? undefined : selector}>
      {children}
    </div>
  );
}
