import type { MouseEvent } from 'react';

/**
 * Returns whether a click should open a link in this tab. The browser handles clicks with another button or a modifier
 * key.
 */
export function isPlainClick(event: MouseEvent): boolean {
  const { button, metaKey, ctrlKey, shiftKey, altKey, defaultPrevented } = event;
  return button === 0 && !metaKey && !ctrlKey && !shiftKey && !altKey && !defaultPrevented;
}
