import type { DocumentNode } from 'graphql';

/** Measured memory of a token and its node. A comment is a token as well. */
const bytesPerToken = 500;
const maxBytes = 64 * 1024 ** 2;

/**
 * Caches parsed documents by their text, and removes the least recently used first. The memory is limited, because a
 * caller decides how long a document is.
 */
export class KeptDocuments {
  readonly #entries = new Map<string, { document: DocumentNode; bytes: number }>();
  #bytes = 0;

  get(text: string): DocumentNode | undefined {
    const entry = this.#entries.get(text);
    if (!entry) return undefined;
    this.#entries.delete(text);
    this.#entries.set(text, entry);
    return entry.document;
  }

  set(text: string, document: DocumentNode) {
    const bytes = bytesOf(text, document);
    this.#bytes += bytes - (this.#entries.get(text)?.bytes ?? 0);
    this.#entries.delete(text);
    this.#entries.set(text, { document, bytes });
    for (const [oldest, entry] of this.#entries) {
      if (this.#bytes <= maxBytes) break;
      this.#entries.delete(oldest);
      this.#bytes -= entry.bytes;
    }
  }

  get byteSize() {
    return this.#bytes;
  }
}

function bytesOf(text: string, { loc }: DocumentNode): number {
  let tokens = 0;
  for (let token = loc?.startToken ?? null; token; token = token.next) tokens += 1;
  return 2 * text.length + bytesPerToken * tokens;
}
