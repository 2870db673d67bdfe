import { useEffect, useRef } from 'react';
import { placeBeside } from './place-beside.ts';
import styles from './tooltip-layer.module.css';

const delayMs = 450;

/**
 * One tooltip for the whole page: whatever wears `data-tip` (and `data-tip-keys`) shows it on hover and on keyboard
 * focus. It repeats the accessible name, so it says nothing to screen readers itself.
 */
export function TooltipLayer() {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const tip = ref.current;
    if (!tip) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let anchor: HTMLElement | undefined;
    const hide = () => {
      clearTimeout(timer);
      anchor = undefined;
      tip.hidePopover();
    };
    const show = (target: EventTarget | null, waitMs: number) => {
      const next = target instanceof Element ? target.closest<HTMLElement>('[data-tip]') : null;
      if (!next) return hide();
      if (next === anchor) return;
      clearTimeout(timer);
      anchor = next;
      timer = setTimeout(() => {
        if (!next.isConnected || next.getAttribute('aria-expanded') === 'true') return;
        tip.replaceChildren(next.dataset['tip'] ?? '');
        const keys = next.dataset['tipKeys'];
        if (keys) tip.append(Object.assign(document.createElement('kbd'), { textContent: keys }));
        tip.showPopover();
        placeBeside(tip, next, 'center');
      }, waitMs);
    };
    const onPointer = (event: PointerEvent) => show(event.target, delayMs);
    const onFocus = (event: FocusEvent) =>
      event.target instanceof Element && event.target.matches(':focus-visible') ? show(event.target, 0) : hide();
    const onKey = (event: KeyboardEvent) => event.key === 'Escape' && hide();
    const { body } = document;
    body.addEventListener('pointerover', onPointer);
    body.addEventListener('focusin', onFocus);
    body.addEventListener('focusout', hide);
    body.addEventListener('pointerdown', hide);
    body.addEventListener('keydown', onKey);
    return () => {
      clearTimeout(timer);
      body.removeEventListener('pointerover', onPointer);
      body.removeEventListener('focusin', onFocus);
      body.removeEventListener('focusout', hide);
      body.removeEventListener('pointerdown', hide);
      body.removeEventListener('keydown', onKey);
    };
  }, []);
  return <div ref={ref} popover="manual" aria-hidden className={styles.tip} />;
}
