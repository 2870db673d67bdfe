import { StatementText } from '#database/statement-text.ts';

/** No SQL has this character. */
const mark = '\u0000';

// What is shorter is no longer than its mark, or hardly.
const longEnough = 40;
const keptTexts = 100;

/**
 * The statements that a plan has been written into. Most of a statement is the same for every request; that it is, is seen
 * without putting it together: a long piece that never changes stands as a short mark until its statement is new.
 */
export class KeptTexts {
  readonly #marks = new Map<string, string>();
  readonly #pieces: string[] = [];
  #texts = new Map<string, StatementText>();

  /** What stands for a piece that never changes. */
  markOf(piece: string): string {
    if (piece.length < longEnough) return piece;
    let known = this.#marks.get(piece);
    if (known === undefined) {
      known = `${mark}${this.#pieces.push(piece) - 1}${mark}`;
      this.#marks.set(piece, known);
    }
    return known;
  }

  /** The statement that was written with marks. */
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
