import { isAscii } from '#formats/text/is-ascii.ts';
import { normalise } from '#formats/text/normalise.ts';
import { scanWords } from '#formats/text/scan-words.ts';

/** Words of a text in the form of a `tsvector`, and about how many bytes they take in one. */
export interface Words {
  words: string;
  byteSize: number;
}

/** Where the words of a text stand in a document, and how much they weigh. */
export interface Field {
  /** First of the positions of the field. */
  from: number;
  /** Number of positions. Longer texts begin again at the first. */
  size: number;
  /** Weight in PostgreSQL, from A to D. D is what a position without a letter has. */
  suffix: string;
  /** Weight of the lexeme of a word that is spelled with accents. */
  foldedSuffix: string;
}

/** PostgreSQL keeps this many positions of a lexeme. */
const maxPositions = 255;

/** Gives the words of texts their positions. Texts of one field are added after each other. */
abstract class Document {
  #field: Field | null = null;
  #wordCount = 0;

  add(text: string, field: Field): void {
    if (field !== this.#field) this.begin(field);
    // A gap, so that no phrase is found across two texts.
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
 * Lexemes in the order of the texts, as often as they occur. PostgreSQL joins them. Faster than `Lexemes` for a few words.
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

/** Lexemes, each with all of its positions, as many as PostgreSQL takes. */
export class Lexemes extends Document {
  /** Places as PostgreSQL writes them: `3A,17B`. */
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
