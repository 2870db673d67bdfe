const gap = 4;
const margin = 8;

/** Positions a popover below its anchor, or above it if there is not enough space. Keeps it inside the window. */
export function placeBeside(sheet: HTMLElement | null, anchor: HTMLElement | null, align: 'start' | 'center' | 'end') {
  if (!sheet || !anchor) return;
  const box = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = sheet;
  const wish = {
    start: box.left,
    center: box.left + (box.width - width) / 2,
    end: box.right - width,
  }[align];
  const fitsBelow = box.bottom + gap + height + margin <= window.innerHeight;
  const top = fitsBelow ? box.bottom + gap : Math.max(margin, box.top - gap - height);
  const left = Math.max(margin, Math.min(wish, window.innerWidth - width - margin));
  sheet.style.setProperty('top', `${top}px`);
  sheet.style.setProperty('left', `${left}px`);
}

/** Returns the button that opens a popover. */
export function triggerOf(popoverId: string): HTMLElement | null {
  return document.querySelector(`[popovertarget="${CSS.escape(popoverId)}"]`);
}
