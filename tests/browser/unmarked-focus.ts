import type { Frame } from '@playwright/test';

/** Returns the elements that look the same with the keyboard focus as without. */
export function unmarkedFocus(frame: Frame): Promise<string[]> {
  return frame.evaluate(() => {
    const reachable = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';
    const looks = ['outline', 'boxShadow', 'borderColor', 'backgroundColor', 'translate', 'opacity', 'color'] as const;
    const lookOf = (element: Element) => {
      const around = [element, element.nextElementSibling];
      for (let parent = element.parentElement; parent && around.length < 5; parent = parent.parentElement) {
        around.push(parent);
      }
      return JSON.stringify(around.map((each) => each && looks.map((look) => getComputedStyle(each)[look])));
    };
    const isReachable = (element: HTMLElement) =>
      element.tabIndex >= 0 &&
      !element.matches(':disabled') &&
      !element.closest('[inert]') &&
      element.checkVisibility();
    return [...document.querySelectorAll<HTMLElement>(reachable)].filter(isReachable).flatMap((element) => {
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
      const before = lookOf(element);
      element.focus({ preventScroll: true });
      // A dialog keeps the focus inside. What lies below it cannot be reached.
      const isMarked = document.activeElement !== element || lookOf(element) !== before;
      element.blur();
      return isMarked ? [] : [element.outerHTML.slice(0, 160)];
    });
  });
}
