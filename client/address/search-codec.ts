/** Search params as in a URL: each is a text or a list of texts. Each route parses them further. */
export type RawSearch = Record<string, string | readonly string[]>;

/**
 * Parses search params such as `?tag=night,rain&q=662E41`. A comma separates the texts of a list, and `%2C` is a comma
 * within a text. All values stay texts. A repeated param is a list. Params that are not in `known` are ignored.
 */
export function parseSearch(search: string, known?: ReadonlySet<string>): RawSearch {
  const found: RawSearch = {};
  for (const pair of search.replace(/^\?/, '').split('&')) {
    if (pair === '') continue;
    const at = pair.indexOf('=');
    const name = decode(at < 0 ? pair : pair.slice(0, at));
    if (known && !known.has(name)) continue;
    const values = (at < 0 ? '' : pair.slice(at + 1)).split(',').map(decode);
    if (Object.hasOwn(found, name)) values.unshift(...[found[name] ?? []].flat());
    // Uses `defineProperty`, so that a param with the name __proto__ is stored like any other.
    Object.defineProperty(found, name, {
      value: values.length === 1 ? (values[0] ?? '') : values,
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  return found;
}

/** Returns search params as readable text. Omits undefined values and empty lists. */
export function stringifySearch(search: Record<string, unknown>): string {
  const pairs = Object.entries(search).flatMap(([name, value]) => {
    if (value === undefined || value === null) return [];
    const values: unknown[] = Array.isArray(value) ? value : [value];
    return values.length === 0 ? [] : [`${encode(name)}=${values.map(encode).join(',')}`];
  });
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

function encode(value: unknown): string {
  return encodeURIComponent(String(value))
    .replaceAll('%20', '+')
    .replaceAll('%3A', ':')
    .replaceAll('%2F', '/')
    .replaceAll('%40', '@');
}

function decode(text: string): string {
  const spaced = text.replaceAll('+', ' ');
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
}
