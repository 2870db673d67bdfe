import type { Frame, Page } from '@playwright/test';

/**
 * Returns the elements that extend beyond the window or scroll sideways. Only tables, unwrapped lines of text and the
 * controls of the header may do so.
 */
export function widened(page: Page | Frame): Promise<string[]> {
  return page.evaluate(() => {
    const room = document.documentElement.clientWidth;
    const rightOf = (element: Element) => element.getBoundingClientRect().right;
    const isClipped = (element: Element): boolean => {
      const { parentElement: parent } = element;
      if (!parent || parent === document.body) return false;
      return (getComputedStyle(parent).overflowX !== 'visible' && rightOf(parent) <= room + 1) || isClipped(parent);
    };
    return [...document.querySelectorAll('html, body, body *')].flatMap((element) => {
      const { overflowX, display, position } = getComputedStyle(element);
      const isOut = display !== 'inline' && position !== 'fixed' && rightOf(element) > room + 1 && !isClipped(element);
      const mayScroll = element.querySelector(':scope > :is(table, [data-unwrapped])') || element.closest('header');
      const isScrolled = /auto|scroll/.test(overflowX) && element.scrollWidth > element.clientWidth && !mayScroll;
      if (!isOut && !isScrolled) return [];
      return [`${element.tagName}.${element.getAttribute('class')}: ${element.scrollWidth} in ${element.clientWidth}`];
    });
  });
}
