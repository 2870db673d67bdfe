import type { ColumnType } from '#formats/tables/table-file.ts';
import { isMissing } from '#formats/tables/type-guess.ts';
import type { ColumnFigures } from './table-messages.ts';

const barCount = 12;

/** How the values of a type are placed on a line. Null for types without an order that can be drawn. */
const positions: Record<ColumnType, ((text: string) => number) | null> = {
  BOOLEAN: null,
  INTEGER: Number,
  NUMBER: Number,
  DATE: Date.parse,
  TIMESTAMP: (text) => Date.parse(text.replace(' ', 'T')),
  TIME: null,
  TEXT: null,
  BINARY: null,
  NESTED: null,
};

/** Returns figures of a column from the texts of its cells. */
export function figuresOf(texts: readonly (string | null)[], type: ColumnType): ColumnFigures {
  const present = texts.filter((text): text is string => text !== null && !isMissing(text));
  const counts = new Map<string, number>();
  for (const text of present) counts.set(text, (counts.get(text) ?? 0) + 1);
  const position = positions[type];
  return {
    rowCount: texts.length,
    missingCount: texts.length - present.length,
    distinctCount: counts.size,
    ...(position ? histogramOf(present, position) : { bars: barsOf(counts, present.length), min: null, max: null }),
  };
}

function histogramOf(present: readonly string[], position: (text: string) => number) {
  const placed = present.map((text) => ({ text, at: position(text) })).filter(({ at }) => Number.isFinite(at));
  if (placed.length === 0) return { bars: [], min: null, max: null };
  let [least, most] = [placed[0]!, placed[0]!];
  for (const each of placed) {
    if (each.at < least.at) least = each;
    if (each.at > most.at) most = each;
  }
  const bars = Array.from({ length: barCount }, () => 0);
  const width = (most.at - least.at) / barCount;
  for (const { at } of placed)
    bars[width === 0 ? 0 : Math.min(barCount - 1, Math.floor((at - least.at) / width))]! += 1;
  return { bars: width === 0 ? [] : bars, min: least.text.slice(0, 40), max: most.text.slice(0, 40) };
}

/** Returns the counts of values that occur often, the most frequent first. Empty if most values differ. */
function barsOf(counts: ReadonlyMap<string, number>, total: number): number[] {
  if (counts.size < 2 || counts.size > Math.min(barCount, total / 2)) return [];
  return [...counts.values()].toSorted((a, b) => b - a);
}
