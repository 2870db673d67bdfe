import type { MouseEvent } from 'react';

/** Returns whether a click opens a link here. With another button or a modifier key, the browser opens it as usual. */
export function isPlainClick(event: MouseEvent): boolean {
  const { button, metaKey, ctrlKey, shiftKey, altKey, defaultPrevented } = event;
  return button === 0 && !metaKey && !ctrlKey && !shiftKey && !altKey && !defaultPrevented;
}
