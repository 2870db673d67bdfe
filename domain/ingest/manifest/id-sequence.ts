import { randomFillSync, randomInt } from 'node:crypto';
import { v7 } from 'uuid';

const idsPerDraw = 1_024;
const random = new Uint8Array(idsPerDraw * 16);
let drawn = idsPerDraw;
let sequence = randomInt(2 ** 31);

/**
 * Returns a new id, in increasing order. Equivalent to `newId`, but faster for many ids: it generates the random bytes
 * of a thousand ids at once.
 */
export function nextId(): string {
  if (drawn === idsPerDraw) {
    randomFillSync(random);
    drawn = 0;
  }
  const from = drawn * 16;
  drawn += 1;
  sequence = (sequence + 1) % 2 ** 32;
  return v7({ random: random.subarray(from, from + 16), msecs: millisecond(), seq: sequence });
}

let latest = 0;

/** Returns the current time, or a later one. The result never decreases, and increases when the sequence restarts. */
function millisecond(): number {
  latest = Math.max(sequence === 0 ? latest + 1 : latest, Date.now());
  return latest;
}
