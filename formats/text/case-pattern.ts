/** Last code point with a letter of two cases. */
const lastCased = 0x1e943;

let others: ReadonlyMap<string, string> | null = null;

/**
 * Returns a regular expression that finds a text, in any case if `ignoresCase` is set. JavaScript and PostgreSQL read
 * it alike. It lists the letters, so PostgreSQL needs no rules of a language.
 */
export function patternOf(text: string, ignoresCase: boolean): string {
  let pattern = '';
  for (const letter of text) {
    const forms = ignoresCase ? formsOf(letter) : letter;
    pattern += forms === letter ? letter.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&') : `[${forms}]`;
  }
  return pattern;
}

/** Returns a letter in its one form for comparison without case. Other characters stay the same. */
export function foldCase(letter: string): string {
  const upper = letter.toUpperCase();
  const folded = (isOne(upper) ? upper : letter).toLowerCase();
  return isOne(folded) ? folded : letter;
}

/** Returns all letters that differ from this one in case only, and the letter itself. */
function formsOf(letter: string): string {
  others ??= readOthers();
  const folded = foldCase(letter);
  return folded + (others.get(folded) ?? '');
}

function readOthers(): Map<string, string> {
  const found = new Map<string, string>();
  for (let code = 0x41; code <= lastCased; code += 1) {
    // Skips the halves of surrogate pairs.
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
