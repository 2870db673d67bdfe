import { type ReactNode, useEffect, useRef } from 'react';

/**
 * Clicks a button in its content as soon as it is rendered, so that a menu or dialog opens. Default: the first button.
 */
export function Opened({ selector = 'button', children }: { selector?: string; children: ReactNode }) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const root = ref.current;
    if (!root) return undefined;
    const click = () => {
      const button = root.querySelector<HTMLElement>(selector);
      if (!button) return;
      observer.disconnect();
      button.click();
    };
    const observer = new MutationObserver(click);
    observer.observe(root, { childList: true, subtree: true });
    click();
    return () => observer.disconnect();
  }, [selector]);
  return <div ref={ref}>{children}</div>;
}
