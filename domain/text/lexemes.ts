import { isAscii } from '#formats/text/is-ascii.ts';
import { normalise } from '#formats/text/normalise.ts';
import { scanWords } from '#formats/text/scan-words.ts';

/** Words of a text in the form of a `tsvector`, with their approximate size in one. */
export interface Words {
  words: string;
  byteSize: number;
}

/** Positions of a field's words in a document, and their weight. */
export interface Field {
  /** First position of the field. */
  from: number;
  /** Number of positions. Longer texts start again at the first. */
  size: number;
  /** Weight in PostgreSQL, from A to D. A position without a letter has D. */
  suffix: string;
  /** Weight of the plain lexeme of a word that is spelled with accents. */
  foldedSuffix: string;
}

/** Maximum number of positions of a lexeme in PostgreSQL. */
const maxPositions = 255;

/** Assigns positions to the words of texts. Texts of one field follow each other. */
abstract class Document {
  #field: Field | null = null;
  #wordCount = 0;

  add(text: string, field: Field): void {
    if (field !== this.#field) this.begin(field);
    // Leaves a gap, so that no phrase matches across two texts.
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
 * Lexemes in the order of the texts, with repetitions, which PostgreSQL merges. Faster than `Lexemes` for a few words.
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

/** Lexemes, each with all of its positions, up to PostgreSQL's maximum. */
export class Lexemes extends Document {
  /** Positions as PostgreSQL writes them: `3A,17B`. */
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
