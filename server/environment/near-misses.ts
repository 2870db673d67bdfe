/**
 * Returns the known variable of which a name is a misspelling, or null.
 *
 * The number of wrong letters decides: at most one in a known name of 8 or 9 letters, and at most two from 10 letters
 * on. It is at most three from 14 letters on if the first word is correct. Three or more words of a longer known name,
 * in order, are also a misspelling. Shorter names such as PORT are ignored, and a first word of up to three letters
 * must be correct. A known name with a suffix after an underscore, such as DATABASE_URL_TEST, belongs to another
 * program.
 */
export function findMeantVariable(name: string, knownNames: readonly string[]): string | null {
  const upper = name.toUpperCase();
  const candidates = knownNames
    .filter((known) => !upper.startsWith(`${known}_`) && (isMisspelt(upper, known) || isShortened(upper, known)))
    .map((known) => ({ known, distance: distanceBetween(upper, known) }));
  return candidates.sort((a, b) => a.distance - b.distance)[0]?.known ?? null;
}

function isMisspelt(name: string, known: string) {
  if (known.length < 8) return false;
  const [firstWord = ''] = known.split('_');
  const isFirstWordRight = name.split('_')[0] === firstWord;
  if (!isFirstWordRight && firstWord.length <= 3) return false;
  const allowed = known.length >= 14 && isFirstWordRight ? 3 : known.length >= 10 ? 2 : 1;
  return Math.abs(name.length - known.length) <= allowed && distanceBetween(name, known) <= allowed;
}

function isShortened(name: string, known: string) {
  const words = name.split('_');
  const knownWords = known.split('_');
  if (words.length < 3 || words.length >= knownWords.length || words[0] !== knownWords[0]) return false;
  let position = 0;
  return words.every((word) => {
    position = knownWords.indexOf(word, position) + 1;
    return position > 0;
  });
}

/** Returns the Levenshtein distance. A swap of two letters counts as one change. */
function distanceBetween(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, column) => column)];
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const isEqual = a[i - 1] === b[j - 1];
      let least = Math.min(rows[i - 1]![j]! + 1, row[j - 1]! + 1, rows[i - 1]![j - 1]! + (isEqual ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, rows[i - 2]![j - 2]! + 1);
      row.push(least);
    }
    rows.push(row);
  }
  return rows[a.length]![b.length]!;
}
