import type { PageMatch } from './use-pdf-find.ts';

/** Piece of the text of a page: its element, and whether a line ends with it. */
export interface PagePiece {
  element: HTMLElement;
  text: string;
}

/** Names of the highlights in the stylesheet of the pages. */
const found = 'pdf-match';
const current = 'pdf-current-match';

/**
 * Marks matches over the text of a page. Returns a function that removes the marks, and the current element.
 *
 * The elements of the page are unchanged, so that selecting and copying work. Browsers without highlights show no
 * marks.
 */
export function markMatches(
  pieces: readonly PagePiece[],
  matches: readonly PageMatch[],
  currentMatch: PageMatch | undefined,
): { remove: () => void; currentElement: HTMLElement | undefined } {
  let currentElement: HTMLElement | undefined;
  const removals = matches.flatMap((match) => {
    const range = rangeOf(pieces, match.start, match.start + match.length);
    if (!range) return [];
    if (match === currentMatch) currentElement = range.startContainer.parentElement ?? undefined;
    return [addTo(match === currentMatch ? current : found, range)];
  });
  const remove = () => {
    for (const each of removals) each();
  };
  return { remove, currentElement };
}

function addTo(name: string, range: Range): () => void {
  if (typeof Highlight === 'undefined') return () => {};
  const highlight = CSS.highlights.get(name) ?? new Highlight();
  CSS.highlights.set(name, highlight);
  highlight.add(range);
  return () => highlight.delete(range);
}

function rangeOf(pieces: readonly PagePiece[], start: number, end: number): Range | undefined {
  const range = document.createRange();
  let offset = 0;
  let isStarted = false;
  for (const { element, text } of pieces) {
    const node = element.firstChild;
    const pieceEnd = offset + text.length;
    if (node instanceof Text && pieceEnd > start && offset < end) {
      const length = node.data.length;
      if (!isStarted) range.setStart(node, Math.min(length, Math.max(0, start - offset)));
      isStarted = true;
      range.setEnd(node, Math.min(length, end - offset));
    }
    offset = pieceEnd;
  }
  return isStarted ? range : undefined;
}
