export interface TextSpan {
  id: string;
  start: number;
  end: number;
}

export interface TextPart {
  start: number;
  text: string;
  /** Ids of the spans that contain the part, the longest first. */
  spanIds: readonly string[];
}

/**
 * Splits a text at the borders of its spans, which may overlap. Offsets count UTF-16 code units, as JavaScript strings
 * do.
 */
export function partText(text: string, spans: readonly TextSpan[], offset = 0): TextPart[] {
  const last = offset + text.length;
  const inside = spans
    .filter(({ start, end }) => start < last && end > offset && start < end)
    .toSorted((a, b) => b.end - b.start - (a.end - a.start));
  const borders = new Set([offset, last]);
  for (const { start, end } of inside) {
    borders.add(Math.max(start, offset));
    borders.add(Math.min(end, last));
  }
  const sorted = [...borders].toSorted((a, b) => a - b);
  const waiting = inside.map((span, rank) => ({ ...span, rank })).toSorted((a, b) => a.start - b.start);
  let open: typeof waiting = [];
  let next = 0;
  // Walks the spans once, because a line may have thousands.
  return sorted.slice(0, -1).map((start, index) => {
    open = open.filter((span) => span.end > start);
    for (; next < waiting.length && waiting[next]!.start <= start; next += 1) open.push(waiting[next]!);
    return {
      start,
      text: text.slice(start - offset, (sorted[index + 1] ?? last) - offset),
      spanIds: open.toSorted((a, b) => a.rank - b.rank).map((span) => span.id),
    };
  });
}

/** Splits a long text at line ends into blocks. Blocks outside the viewport need no rendering. */
export function blocksOf(text: string, length = 4_000): { start: number; text: string }[] {
  const blocks: { start: number; text: string }[] = [];
  let start = 0;
  while (start < text.length) {
    const lineEnd = text.indexOf('\n', Math.min(start + length, text.length));
    const end = lineEnd < 0 ? text.length : lineEnd + 1;
    blocks.push({ start, text: text.slice(start, end) });
    start = end;
  }
  return blocks;
}
