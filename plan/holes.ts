import type { RequestParts } from './field-plan.ts';

/*
 * A part that only this process can write is a hole: a text between two marks. JSON text never contains the marks,
 * because it escapes control characters.
 */
const mark = '\u0001';
const afterName = '\u0002';

/** Function that computes the content of a placeholder (a hole) from the values that the statement wrote into it. */
export type Filler = (payload: string, request: RequestParts) => string | Promise<string>;

/** Returns an SQL expression that writes a placeholder with a payload for the filler of this name. */
export function hole(name: string, payload: string): string {
  return `E'\\x01${name}\\x02' || ${payload} || E'\\x01'`;
}

const ownFillers: Record<string, Filler> = {
  // Throws for Infinity and NaN. The resolvers then report the error.
  float: (payload) => {
    const number = Number(payload);
    if (!Number.isFinite(number)) throw new TypeError('JSON has no such number.');
    return JSON.stringify(number);
  },
};

/** Returns the text with the content of all placeholders. */
export function fillHoles(
  text: string,
  fillers: ReadonlyMap<string, Filler>,
  request: RequestParts,
): string | Promise<string> {
  if (!text.includes(mark)) return text;
  const parts = text.split(mark);
  const later: Promise<void>[] = [];
  for (let index = 1; index < parts.length; index += 2) {
    const part = parts[index]!;
    const end = part.indexOf(afterName);
    const name = part.slice(0, end);
    const filler = ownFillers[name] ?? fillers.get(name);
    if (!filler) throw new Error(`Nothing fills the hole ${name}.`);
    const filled = filler(part.slice(end + 1), request);
    if (typeof filled === 'string') parts[index] = filled;
    else later.push(putInto(parts, index, filled));
  }
  return later.length === 0 ? parts.join('') : Promise.all(later).then(() => parts.join(''));
}

async function putInto(parts: string[], index: number, filling: Promise<string>): Promise<void> {
  parts[index] = await filling;
}
