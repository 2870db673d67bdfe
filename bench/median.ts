/** The one in the middle, by what is picked of each. */
export function medianBy<Item>(items: readonly Item[], pick: (item: Item) => number): Item {
  return [...items].sort((a, b) => pick(a) - pick(b))[Math.floor(items.length / 2)]!;
}

export const medianOf = (values: readonly number[]): number => medianBy(values, (value) => value);
