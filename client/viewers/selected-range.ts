/** Returns the offsets in the text between which the user selected, by the `data-start` of the elements around. */
export function selectedRange(root: HTMLElement): { start: number; end: number } | undefined {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return undefined;
  const range = selection.getRangeAt(0);
  const start = offsetOf(root, range.startContainer, range.startOffset);
  const end = offsetOf(root, range.endContainer, range.endOffset);
  return start === undefined || end === undefined || end <= start ? undefined : { start, end };
}

function offsetOf(root: HTMLElement, node: Node, at: number): number | undefined {
  const element = node instanceof Element ? (node.children[Math.min(at, node.children.length - 1)] ?? node) : node;
  const from = element instanceof Element ? element : element.parentElement;
  const holder = from?.closest<HTMLElement>('[data-start]') ?? from?.querySelector<HTMLElement>('[data-start]');
  if (!holder || !root.contains(holder)) return undefined;
  const start = Number(holder.dataset['start']);
  if (!holder.contains(node)) return start;
  const before = document.createRange();
  before.setStart(holder, 0);
  before.setEnd(node, at);
  return start + before.toString().length;
}
