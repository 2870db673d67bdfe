/**
 * Invisible characters, which can hide or reorder other text: controls, formats, line ends, unpaired surrogates and
 * fillers. Number signs such as U+0600 are excluded, because they are visible although Unicode calls them formats.
 */
const invisible = String.raw`(?![\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u{110bd}\u{110cd}])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}\u2800]`;

const cursive = String.raw`[\p{scx=Arab}\p{scx=Syrc}\p{scx=Nkoo}\p{scx=Mong}]`;
const brahmic = String.raw`[\p{scx=Deva}\p{scx=Beng}\p{scx=Guru}\p{scx=Gujr}\p{scx=Orya}\p{scx=Taml}\p{scx=Telu}\p{scx=Knda}\p{scx=Mlym}\p{scx=Sinh}\p{scx=Khmr}\p{scx=Mymr}]`;
const tags = (letters: string) =>
  Array.from(letters, (letter) => `\\u{${(0xe0000 + letter.charCodeAt(0)).toString(16)}}`).join('');

/**
 * Patterns for invisible characters that change the shape of their neighbours. Such characters have a visible effect.
 */
const shaping = [
  // Emoji of several characters, and emoji with a text or colour form.
  String.raw`(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f])\u200d(?=\p{Extended_Pictographic})`,
  String.raw`(?<=\p{Extended_Pictographic})[\ufe0e\ufe0f]`,
  String.raw`(?<=[0-9#*])\ufe0f(?=\u20e3)`,
  // Flags of England, Scotland and Wales.
  String.raw`(?<=\u{1f3f4})(?:${tags('gbeng')}|${tags('gbsct')}|${tags('gbwls')})\u{e007f}`,
  // Joiners in words, for example in a Persian plural or in a Devanagari conjunct.
  String.raw`(?<=${cursive})[\u200c\u200d](?=${cursive})`,
  String.raw`(?<=${brahmic}\p{M}?)[\u200c\u200d](?=${brahmic})`,
  // Variants of Chinese characters and of Mongolian letters.
  String.raw`(?<=\p{scx=Han})[\ufe00-\ufe02\u{e0100}-\u{e01ef}]`,
  String.raw`(?<=\p{scx=Mong})[\u180b-\u180d\u180f]`,
];

const anyInvisible = new RegExp(invisible, 'u');
const invisibleOrShaping = new RegExp(`(${shaping.join('|')})|${invisible}`, 'gu');

/**
 * Returns a text from another user for display on one line. Escapes characters that would be invisible or would reorder
 * the text: `a\u{202e}b`. Does not escape invisible characters that words and emoji need.
 */
export function showInvisible(text: string): string {
  // A search takes less time than a replacement, and most texts contain no such characters.
  if (!anyInvisible.test(text)) return text;
  return text.replace(invisibleOrShaping, (character, shaped?: string) => shaped ?? escape(character));
}

/**
 * Returns a value as JSON on one line. Escapes all invisible characters with the escapes of JSON, so that parsing
 * returns the same value.
 */
export function showInvisibleJson(value: unknown): string {
  return JSON.stringify(value).replace(new RegExp(invisible, 'gu'), (character) =>
    Array.from({ length: character.length }, (_, index) => `\\u${hex(character.charCodeAt(index), 4)}`).join(''),
  );
}

function escape(character: string): string {
  const code = character.codePointAt(0)!;
  return code <= 0xff ? `\\x${hex(code, 2)}` : `\\u{${hex(code, 4)}}`;
}

function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, '0');
}
