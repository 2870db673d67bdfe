import { createHash } from 'node:crypto';

/** Numbers from 0 up to 1 that follow from a name alone, so that what was random can be had again. */
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
