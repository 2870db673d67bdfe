/*
 * Columns of a text in a monospaced font. Both functions walk a text the same way, so that rows can be counted before
 * they are cut.
 */

export const tabWidth = 4;

const escape = '\u001b';
const bell = '\u0007';
const sequences = [
  String.raw`\[[0-?]*[ -/]*[@-~]`,
  String.raw`\][^${bell}${escape}]*(?:${bell}|${escape}\\)`,
  String.raw`[@-Z\\-_]`,
];
/** Escape sequences of terminals, which take no columns. */
export const escapeSequences = new RegExp(`${escape}(?:${sequences.join('|')})`, 'g');

const plain = /^[\x20-\x7e\xa0-\u02ff]*$/;
const wide = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/;
const combining = /\p{M}/u;

/** Returns the number of columns of a text. */
export function countColumns(text: string): number {
  if (plain.test(text)) return text.length;
  let columns = 0;
  for (const width of widthsOf(text)) columns += width(columns);
  return columns;
}

/** Returns the offsets at which the rows of a text start, if a row has this number of columns. */
export function rowStarts(text: string, columnsPerRow: number): number[] {
  if (plain.test(text)) {
    const count = Math.max(1, Math.ceil(text.length / columnsPerRow));
    return Array.from({ length: count }, (_, row) => row * columnsPerRow);
  }
  const starts = [0];
  let columns = 0;
  let offset = 0;
  for (const width of widthsOf(text)) {
    const columnCount = width(columns);
    // A character belongs to the row in which it starts, so that rows can be counted without walking the text.
    if (columnCount > 0 && columns >= starts.length * columnsPerRow) starts.push(offset);
    columns += columnCount;
    offset += 1;
  }
  return starts;
}

/** Yields for each UTF-16 code unit how many columns it takes, given the columns before it. */
function* widthsOf(text: string): Generator<(columns: number) => number> {
  const hidden = text.includes('\x1b') ? [...text.matchAll(escapeSequences)] : [];
  let next = 0;
  for (let offset = 0; offset < text.length; offset += 1) {
    const sequence = hidden[next];
    if (sequence && offset >= sequence.index) {
      if (offset === sequence.index + sequence[0].length - 1) next += 1;
      yield none;
    } else yield widthOf(text[offset]!);
  }
}

const none = () => 0;
const one = () => 1;
const two = () => 2;
const toTabStop = (columns: number) => tabWidth - (columns % tabWidth);

function widthOf(unit: string): (columns: number) => number {
  if (unit === '\t') return toTabStop;
  if (unit < '\u0300') return one;
  // The first half of a surrogate pair counts for both.
  if (unit >= '\ud800' && unit <= '\udfff') return unit <= '\udbff' ? two : none;
  if (wide.test(unit)) return two;
  return combining.test(unit) ? none : one;
}
