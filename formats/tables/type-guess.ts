import type { ColumnType } from './table-file.ts';

/** Patterns of the types that a text can have, the most specific first. */
const patterns: readonly (readonly [ColumnType, RegExp])[] = [
  ['BOOLEAN', /^(true|false)$/i],
  // Numbers with a leading zero, such as "007", are excluded, because they are often codes.
  ['INTEGER', /^[+-]?(0|[1-9]\d{0,17})$/],
  ['NUMBER', /^[+-]?((0|[1-9]\d*)(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i],
  ['DATE', /^\d{4}-\d\d-\d\d$/],
  ['TIMESTAMP', /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d([.,]\d+)?)?\s?(Z|UTC|[+-]\d\d(:?\d\d)?)?$/i],
  ['TIME', /^\d\d:\d\d(:\d\d([.,]\d+)?)?$/],
];

/** Texts that programs write into a file for a missing value. */
const missing = /^(|na|n\/a|nan|null|none|nil|\\n|-)$/i;

/** Returns whether a text means a missing value. */
export function isMissing(text: string): boolean {
  return text.length <= 4 && missing.test(text.trim());
}

/** Finds the type of a column from the texts of its cells. */
export class TypeGuess {
  #candidates = patterns;
  #hasValue = false;

  /** Takes the text of one more cell into account. */
  add(text: string): void {
    if (this.#candidates.length === 0) return;
    if (isMissing(text)) return;
    this.#hasValue = true;
    const value = text.length > 40 ? '' : text.trim();
    const [first] = this.#candidates;
    // In most columns, one type remains after a few cells. A text that matches it changes nothing.
    if (this.#candidates.length > 1 || !first![1].test(value)) {
      this.#candidates = this.#candidates.filter(([, pattern]) => pattern.test(value));
    }
  }

  get type(): ColumnType {
    return this.#hasValue ? (this.#candidates[0]?.[0] ?? 'TEXT') : 'TEXT';
  }
}

/** Returns the type of one text. */
export function typeOfText(text: string): ColumnType {
  const guess = new TypeGuess();
  guess.add(text);
  return guess.type;
}
