/** Limits on a JSON text, which bound the time and memory of parsing it. */
export interface JsonLimits {
  depth: number;
  /** Maximum number of object keys. */
  keys: number;
  /** Maximum number of list elements and object members. */
  values: number;
}

const defaultLimits: JsonLimits = { depth: 64, keys: 50_000, values: 250_000 };

const [quote, backslash, comma, colon] = [0x22, 0x5c, 0x2c, 0x3a];
const [openList, closeList, openObject, closeObject] = [0x5b, 0x5d, 0x7b, 0x7d];

/**
 * Returns a sentence about the limit that a JSON text exceeds, or null. Reads the bytes once and stores none of them.
 * Does not check that the text is valid JSON.
 */
export function findJsonExcess(text: Uint8Array, limits: JsonLimits = defaultLimits): string | null {
  let depth = 0;
  let keys = 0;
  let values = 0;
  for (let index = 0; index < text.length; index += 1) {
    switch (text[index]) {
      case quote:
        index = endOfString(text, index + 1);
        break;
      case openList:
      case openObject:
        depth += 1;
        if (depth > limits.depth) return `JSON may be nested at most ${limits.depth} levels deep.`;
        break;
      case closeList:
      case closeObject:
        depth -= 1;
        break;
      case colon:
        keys += 1;
        if (keys > limits.keys) return `JSON may have at most ${limits.keys} keys.`;
        break;
      case comma:
        values += 1;
        if (values > limits.values) return `JSON may have at most ${limits.values} values.`;
        break;
      default:
    }
  }
  return null;
}

/** Returns the index of the quote that ends a string, or the end of the text. */
function endOfString(text: Uint8Array, start: number): number {
  for (let end = text.indexOf(quote, start); end >= 0; end = text.indexOf(quote, end + 1)) {
    let backslashes = 0;
    while (end - backslashes > start && text[end - backslashes - 1] === backslash) backslashes += 1;
    if (backslashes % 2 === 0) return end;
  }
  return text.length;
}
