/** Part of a text to mark. */
export interface TextMark {
  id: string;
  start: number;
  end: number;
  className: string | undefined;
  /** Words of a tooltip. */
  label?: string;
  /** Annotation that the mark belongs to. */
  annotation?: string;
}

/** Returns matches, as pairs of start and length, as marks between two offsets. */
export function matchMarks(
  matches: readonly number[],
  range: { start: number; end: number },
  current: number,
  classNames: { match: string | undefined; current: string | undefined },
): TextMark[] {
  const marks: TextMark[] = [];
  for (let at = firstMatchFrom(matches, range.start); at < matches.length / 2; at += 1) {
    const start = matches[at * 2]!;
    if (start >= range.end) break;
    const className = at === current ? classNames.current : classNames.match;
    marks.push({ id: `match-${start}`, start, end: start + matches[at * 2 + 1]!, className });
  }
  return marks;
}

/** Returns the index of the first match that ends after an offset. */
export function firstMatchFrom(matches: readonly number[], offset: number): number {
  let low = 0;
  let high = matches.length / 2;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (matches[middle * 2]! + matches[middle * 2 + 1]! <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
