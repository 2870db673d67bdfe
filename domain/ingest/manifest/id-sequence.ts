import { randomFillSync, randomInt } from 'node:crypto';
import { v7 } from 'uuid';

const idsPerDraw = 1_024;
const random = new Uint8Array(idsPerDraw * 16);
let drawn = idsPerDraw;
let sequence = randomInt(2 ** 31);

/**
 * The next of very many ids, in the order they are made. As good as `newId`; randomness is drawn for a thousand of them
 * at a time, which is most of what an id costs.
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

/** Never goes back, and moves on when the sequence begins again. */
function millisecond(): number {
  latest = Math.max(sequence === 0 ? latest + 1 : latest, Date.now());
  return latest;
}
