import { Unreadable } from '../unreadable.ts';

const message = 'There is no canvas to draw on.';

/** What pdfjs draws on is an optional dependency of its, which not every platform gets. */
export class NoCanvas extends Unreadable {
  constructor() {
    super(message);
  }
}

/** Whether it was said, also by another process. */
export function saysNoCanvas(error: unknown): boolean {
  return error instanceof Unreadable && error.message === message;
}
