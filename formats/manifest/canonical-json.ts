/** The same JSON value as the same text, whatever the order of its keys: they are sorted, and nothing stands between. */
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
  // Flat: a text that was added up is a tree of its parts, which the garbage collector follows as long as it is kept.
  return parts.join('');
}
