/** Last code point of a letter that has both cases. */
const lastCased = 0x1e943;

let others: ReadonlyMap<string, string> | null = null;

/**
 * Returns a regular expression that finds a text. With `ignoresCase`, upper and lower case are equal. It has the same
 * meaning in JavaScript and PostgreSQL. It lists both cases of each letter, so it does not depend on PostgreSQL's
 * collation.
 */
export function patternOf(text: string, ignoresCase: boolean): string {
  let pattern = '';
  for (const letter of text) {
    const forms = ignoresCase ? formsOf(letter) : letter;
    pattern += forms === letter ? letter.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&') : `[${forms}]`;
  }
  return pattern;
}

/** Returns the form of a letter that is equal for upper and lower case. Returns other characters unchanged. */
export function foldCase(letter: string): string {
  const upper = letter.toUpperCase();
  const folded = (isOne(upper) ? upper : letter).toLowerCase();
  return isOne(folded) ? folded : letter;
}

/** Returns the letter and all letters that differ from it only in case. */
function formsOf(letter: string): string {
  others ??= readOthers();
  const folded = foldCase(letter);
  return folded + (others.get(folded) ?? '');
}

function readOthers(): Map<string, string> {
  const found = new Map<string, string>();
  for (let code = 0x41; code <= lastCased; code += 1) {
    // Skips surrogates, which are not characters.
    if (code === 0xd800) code = 0xe000;
    const letter = String.fromCodePoint(code);
    const folded = foldCase(letter);
    if (folded !== letter) found.set(folded, (found.get(folded) ?? '') + letter);
  }
  return found;
}

function isOne(letter: string): boolean {
  return letter.length === 1 || (letter.length === 2 && letter.codePointAt(0)! > 0xffff);
}
