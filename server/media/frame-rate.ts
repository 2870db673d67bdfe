/** A fraction of whole numbers above zero. */
export interface Fraction {
  numerator: number;
  denominator: number;
}

/** Rates of films, in frames a second. */
const usualRates: readonly Fraction[] = [
  ...[24_000, 30_000, 60_000, 120_000, 48_000].map((numerator) => ({ numerator, denominator: 1_001 })),
  ...[24, 25, 30, 50, 60, 48, 12, 15, 10, 5, 1, 20, 100, 120, 240].map((numerator) => ({ numerator, denominator: 1 })),
];

/** Reads `24000/1001`. Returns null unless it is above zero. */
export function parseFraction(text = ''): Fraction | null {
  const [numerator = 0, denominator = 0] = text.split('/').map(Number);
  return numerator > 0 && denominator > 0 ? reduced({ numerator, denominator }) : null;
}

export function formatFraction({ numerator, denominator }: Fraction): string {
  return `${numerator}/${denominator}`;
}

/**
 * Returns the rate at which all frames start, or null if there is none. Containers round times to their unit, so a
 * start may differ by one unit. `starts` are in units of `timeBase`, in order.
 */
export function constantRate(starts: Float64Array, timeBase: Fraction, claimed: readonly Fraction[]): Fraction | null {
  if (starts.length < 2) return claimed[0] ?? null;
  const unit = valueOf(timeBase);
  const average = (starts.length - 1) / ((starts.at(-1)! - starts[0]!) * unit);
  const near = usualRates.filter((rate) => Math.abs(valueOf(rate) / average - 1) < 0.05);
  // A usual rate that fits is truer than what a container computes from rounded times.
  const isUsual = (rate: Fraction) => near.some((one) => valueOf(one) === valueOf(rate));
  const candidates = [...claimed.filter(isUsual), ...near, ...claimed];
  return candidates.find((rate) => fits(starts, unit, valueOf(rate))) ?? null;
}

const maxDeviation = 1.01;

function fits(starts: Float64Array, unit: number, rate: number): boolean {
  const step = 1 / (rate * unit);
  return starts.every((start, index) => Math.abs(start - starts[0]! - index * step) <= maxDeviation);
}

export function valueOf({ numerator, denominator }: Fraction): number {
  return numerator / denominator;
}

function reduced({ numerator, denominator }: Fraction): Fraction {
  const divisor = greatestDivisor(numerator, denominator);
  return { numerator: numerator / divisor, denominator: denominator / divisor };
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b);
}
