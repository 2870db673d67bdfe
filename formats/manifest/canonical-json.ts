/** Returns a value as JSON without spaces and with sorted keys. Equal values always give equal texts. */
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
  // `join` creates one flat string. Concatenation creates a tree of strings, which costs the garbage collector more
  // time.
  return parts.join('');
}
