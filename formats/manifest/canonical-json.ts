/** Returns a JSON value as text without spaces and with sorted keys, so that equal values give equal texts. */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const object = value as Record<string, unknown>;
  const parts: string[] = [];
  for (const key of Object.keys(object).sort()) {
    parts.push(parts.length === 0 ? '{' : ',', JSON.stringify(key), ':', canonicalJson(object[key]));
  }
  if (parts.length === 0) return '{}';
  parts.push('}');
  // `join` makes a flat string. A string built with `+` is a tree of its parts, which the garbage collector walks as
  // long as it is kept.
  return parts.join('');
}
