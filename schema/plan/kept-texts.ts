import { StatementText } from '#database/statement-text.ts';

/** Character that never occurs in SQL. */
const mark = '\u0000';

// Pieces that are shorter than this stay unchanged: a mark is hardly shorter.
const longEnough = 40;
const keptTexts = 100;

/**
 * The statements that a plan has produced. Most of a statement is the same for every request. So each long constant
 * piece is replaced by a short mark, and the marked text is the key of the statement. The full text is only built for a
 * new statement.
 */
export class KeptTexts {
  readonly #marks = new Map<string, string>();
  readonly #pieces: string[] = [];
  #texts = new Map<string, StatementText>();

  /** Returns the mark of a constant piece. */
  markOf(piece: string): string {
    if (piece.length < longEnough) return piece;
    let known = this.#marks.get(piece);
    if (known === undefined) {
      known = `${mark}${this.#pieces.push(piece) - 1}${mark}`;
      this.#marks.set(piece, known);
    }
    return known;
  }

  /** Returns the statement of a marked text. */
  textOf(marked: string): StatementText {
    const kept = this.#texts.get(marked);
    if (kept) return kept;
    const text = new StatementText(this.#spell(marked));
    if (this.#texts.size >= keptTexts) this.#texts = new Map();
    this.#texts.set(marked, text);
    return text;
  }

  #spell(marked: string): string {
    return marked
      .split(mark)
      .map((part, index) => (index % 2 === 0 ? part : this.#pieces[Number(part)]!))
      .join('');
  }
}
