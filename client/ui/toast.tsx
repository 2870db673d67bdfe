import { useEffect, useRef, useSyncExternalStore } from 'react';
import { cx } from './cx.ts';
import styles from './toast.module.css';

interface Toast {
  id: number;
  message: string;
  tone: 'neutral' | 'danger';
}

let toasts: readonly Toast[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

function change(next: readonly Toast[]) {
  toasts = next;
  for (const listener of listeners) listener();
}

/** Shows a short message. A message that requires an action must be part of the page instead. */
export function toast(message: string, tone: Toast['tone'] = 'neutral'): void {
  const id = ++lastId;
  change([...toasts.slice(-2), { id, message, tone }]);
  setTimeout(() => change(toasts.filter((other) => other.id !== id)), tone === 'danger' ? 8_000 : 4_000);
}

/** Container of toasts. It is above all other elements, including dialogs, and screen readers announce the toasts. */
export function Toaster() {
  const ref = useRef<HTMLOutputElement>(null);
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => toasts,
  );
  const newest = shown.at(-1)?.id;
  useEffect(() => {
    ref.current?.hidePopover();
    // Opens the popover again for each toast, so that it is above dialogs that were opened since.
    if (newest !== undefined) ref.current?.showPopover();
  }, [newest]);
  return (
    <output ref={ref} popover="manual" className={styles.stack}>
      {shown.map((one) => (
        <div key={one.id} className={cx(styles.toast, one.tone === 'danger' && styles.danger)}>
          {one.message}
        </div>
      ))}
    </output>
  );
}
