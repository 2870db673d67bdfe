/** Control characters, characters without width or that change the direction of a text, and other line ends. */
const unsafe = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;
const unsafeButLineFeed = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** Returns a text of somebody else as one line that cannot move the cursor, color the terminal or hide a part of itself. */
export function printable(text: string): string {
  return text.replaceAll(unsafe, escape);
}

/** Does the same for lines that the command wrote itself, and keeps their ends. */
export function printableLines(text: string): string {
  return text.replaceAll(unsafeButLineFeed, escape);
}

/** Returns a value as JSON on one line, with the same characters escaped. */
export function printableJson(value: unknown): string {
  return JSON.stringify(value).replaceAll(unsafe, (character) =>
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
