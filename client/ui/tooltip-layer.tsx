import { useEffect, useRef } from 'react';
import { placeBeside } from './place-beside.ts';
import styles from './tooltip-layer.module.css';

const delayMilliseconds = 450;

/**
 * Single tooltip of the whole page. On hover and keyboard focus, it shows the `data-tip` and `data-tip-keys` of an
 * element. For a text that is cut off with an ellipsis, it shows the whole text.
 *
 * It is hidden from screen readers, because it repeats the accessible name or the text.
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
    const show = (target: EventTarget | null, waitMilliseconds: number) => {
      const next = target instanceof Element ? (target.closest<HTMLElement>('[data-tip]') ?? findCut(target)) : null;
      if (!next) return hide();
      if (next === anchor) return;
      clearTimeout(timer);
      anchor = next;
      timer = setTimeout(() => {
        if (!next.isConnected || next.getAttribute('aria-expanded') === 'true') return;
        tip.replaceChildren(next.dataset['tip'] ?? cutTextOf(next));
        const keys = next.dataset['tipKeys'];
        if (keys) tip.append(Object.assign(document.createElement('kbd'), { textContent: keys }));
        tip.showPopover();
        placeBeside(tip, next, 'center');
      }, waitMilliseconds);
    };
    const onPointer = (event: PointerEvent) => show(event.target, delayMilliseconds);
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

const maxCutText = 600;

/** Returns the nearest ancestor of the target whose text is cut off with an ellipsis, or null. */
function findCut(target: Element): HTMLElement | null {
  for (let element: Element | null = target; element && element !== document.body; element = element.parentElement) {
    if (!(element instanceof HTMLElement)) continue;
    const { textOverflow, webkitLineClamp } = getComputedStyle(element);
    const isCut =
      (textOverflow === 'ellipsis' && element.scrollWidth > element.clientWidth) ||
      (webkitLineClamp !== 'none' && element.scrollHeight > element.clientHeight);
    if (isCut) return element;
  }
  return null;
}

function cutTextOf(element: HTMLElement): string {
  const text = element.innerText.trim();
  return text.length > maxCutText ? `${text.slice(0, maxCutText)}…` : text;
}
