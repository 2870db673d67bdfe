import { createHash } from 'node:crypto';

/**
 * Returns a generator of numbers from 0 up to 1. The same name gives the same numbers, so that a random run can be
 * repeated.
 */
export function randomOf(...name: (string | number)[]): () => number {
  let drawn = 0;
  return () => {
    drawn += 1;
    const digest = createHash('sha256')
      .update(JSON.stringify([...name, drawn]))
      .digest();
    return digest.readUInt32BE() / 2 ** 32;
  };
}

export function pick<Value>(random: () => number, values: readonly [Value, ...Value[]]): Value {
  return values[Math.floor(random() * values.length)] ?? values[0];
}
