/** Two revisions of a dataset to compare; neither when the list is looked at. */
export interface Comparison {
  from?: number;
  to?: number;
}

/** Reads a link as well as it can: what is no pair of revisions is left out. */
export function readComparison({ from, to }: Record<string, unknown>): Comparison {
  const pair = { from: numberOf(from), to: numberOf(to) };
  return pair.from !== undefined && pair.to !== undefined ? { from: pair.from, to: pair.to } : {};
}

function numberOf(value: unknown): number | undefined {
  const number = typeof value === 'string' && value !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isInteger(number) && number > 0 && number < 2 ** 31 ? number : undefined;
}
