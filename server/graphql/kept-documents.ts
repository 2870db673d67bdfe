import type { DocumentNode } from 'graphql';
import { ByteLimitedCache } from './byte-limited-cache.ts';

/** Measured memory of a token and its AST node. A comment is also a token. */
const bytesPerToken = 500;
const maxBytes = 64 * 1024 ** 2;

/** Caches parsed documents by their text, within 64 MB. */
export class KeptDocuments {
  readonly #documents = new ByteLimitedCache<DocumentNode>(maxBytes);

  get(text: string): DocumentNode | undefined {
    return this.#documents.get(text);
  }

  set(text: string, document: DocumentNode) {
    this.#documents.set(text, document, bytesPerToken * tokensIn(document));
  }
}

function tokensIn({ loc }: DocumentNode): number {
  let tokens = 0;
  for (let token = loc?.startToken ?? null; token; token = token.next) tokens += 1;
  return tokens;
}
