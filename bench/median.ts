/** Returns the item whose number, as returned by `pick`, is the median. */
export function medianBy<Item>(items: readonly Item[], pick: (item: Item) => number): Item {
  return [...items].sort((a, b) => pick(a) - pick(b))[Math.floor(items.length / 2)]!;
}

export const medianOf = (values: readonly number[]): number => medianBy(values, (value) => value);
