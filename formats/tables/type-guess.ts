import type { ColumnType } from './table-file.ts';

/** Patterns of the types that text may have, the narrowest first. */
const patterns: readonly (readonly [ColumnType, RegExp])[] = [
  ['BOOLEAN', /^(true|false)$/i],
  // Numbers with a leading zero are often codes: "007".
  ['INTEGER', /^[+-]?(0|[1-9]\d{0,17})$/],
  ['NUMBER', /^[+-]?((0|[1-9]\d*)(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i],
  ['DATE', /^\d{4}-\d\d-\d\d$/],
  ['TIMESTAMP', /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d([.,]\d+)?)?\s?(Z|UTC|[+-]\d\d(:?\d\d)?)?$/i],
  ['TIME', /^\d\d:\d\d(:\d\d([.,]\d+)?)?$/],
];

/** Words for a missing value that programs write into text files. */
const missing = /^(|na|n\/a|nan|null|none|nil|\\n|-)$/i;

/** Returns whether a text stands for a missing value. */
export function isMissing(text: string): boolean {
  return text.length <= 4 && missing.test(text.trim());
}

/** Finds the type of a column from the texts of its cells. */
export class TypeGuess {
  #candidates = patterns;
  #hasValue = false;

  /** Returns whether the type can still change to something other than TEXT. */
  add(text: string): void {
    if (this.#candidates.length === 0) return;
    if (isMissing(text)) return;
    this.#hasValue = true;
    const value = text.length > 40 ? '' : text.trim();
    const [first] = this.#candidates;
    // Most cells are of the first type that is left. The other candidates then need no test, except wider ones.
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
