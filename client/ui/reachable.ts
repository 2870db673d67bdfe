/** Props that make an element focusable although it is not a control, so that the keyboard can scroll it. */
export const reachable = { tabIndex: 0 };
