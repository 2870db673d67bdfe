import { isAscii } from '#formats/text/is-ascii.ts';
import { normalise } from '#formats/text/normalise.ts';
import { scanWords } from '#formats/text/scan-words.ts';

/** Words of a text in the text format of a `tsvector`, and their approximate size as a `tsvector`. */
export interface Words {
  words: string;
  byteSize: number;
}

/** Range of positions for the words of a field, and their weight. */
export interface Field {
  /** First position in the range. */
  from: number;
  /** Number of positions in the range. Words after the last position use the first ones again. */
  size: number;
  /** Weight of the words in PostgreSQL, from A to D. A position without a letter has the weight D. */
  suffix: string;
  /** Weight of a word without its accents, if the text spells it with accents. */
  foldedSuffix: string;
}

/** Maximum number of positions that PostgreSQL stores for a lexeme. */
const maxPositions = 255;

/** Base class that assigns positions to the words of several texts. The texts of a field follow each other. */
abstract class Document {
  #field: Field | null = null;
  #wordCount = 0;

  add(text: string, field: Field): void {
    if (field !== this.#field) this.begin(field);
    // Two positions stay unused, so that no phrase matches across two texts.
    this.#wordCount += scanWords(normalise(text), this.#take) + 2;
  }

  protected begin(field: Field | null): void {
    this.#field = field;
    this.#wordCount = 0;
  }

  readonly #take = (lexeme: string, exact: string | null, position: number) => {
    const { from, size, suffix, foldedSuffix } = this.#field!;
    const place = from + ((this.#wordCount + position) % size);
    if (exact === null) this.note(lexeme, place + suffix);
    else {
      this.note(lexeme, place + foldedSuffix);
      this.note(`=${exact}`, place + suffix);
    }
  };

  protected abstract note(lexeme: string, place: string): void;
}

/**
 * Lexemes in the order of the texts. Repeated lexemes stay separate, and PostgreSQL merges them. Faster than `Lexemes`
 * for a few words.
 */
export class RepeatedLexemes extends Document {
  words = '';

  clear(): void {
    this.words = '';
    this.begin(null);
  }

  protected note(lexeme: string, place: string): void {
    this.words += `${this.words === '' ? '' : ' '}'${escapeLexeme(lexeme)}':${place}`;
  }
}

/** Distinct lexemes, each with its positions, up to the maximum of PostgreSQL. */
export class Lexemes extends Document {
  /** Positions of each lexeme in PostgreSQL's text format: `3A,17B`. */
  readonly #places = new Map<string, string>();
  readonly #counts = new Map<string, number>();
  readonly #maxByteSize: number;
  #byteSize = 0;
  isFull = false;

  constructor(maxByteSize: number) {
    super();
    this.#maxByteSize = maxByteSize;
  }

  protected note(lexeme: string, place: string): void {
    const places = this.#places.get(lexeme);
    if (places === undefined) {
      if (this.#byteSize + lexeme.length * 3 + 8 > this.#maxByteSize) this.isFull = true;
      else {
        this.#places.set(lexeme, place);
        this.#byteSize += (isAscii(lexeme) ? lexeme.length : Buffer.byteLength(lexeme)) + 8;
      }
      return;
    }
    const count = (this.#counts.get(lexeme) ?? 1) + 1;
    if (count > maxPositions) return;
    if (this.#byteSize + 2 > this.#maxByteSize) {
      this.isFull = true;
      return;
    }
    this.#counts.set(lexeme, count);
    this.#places.set(lexeme, `${places},${place}`);
    this.#byteSize += 2;
  }

  print(): Words {
    let words = '';
    for (const [lexeme, places] of this.#places) {
      words += `${words === '' ? '' : ' '}'${escapeLexeme(lexeme)}':${places}`;
    }
    return { words, byteSize: this.#byteSize };
  }
}

function escapeLexeme(lexeme: string): string {
  return /['\\]/.test(lexeme) ? lexeme.replaceAll(/['\\]/g, '$&$&') : lexeme;
}
