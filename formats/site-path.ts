/**
 * Returns the normal form of a path of this site, with its query and fragment. Returns null for every text that a
 * browser could interpret as another site. Examples: `//elsewhere`, `/\elsewhere`, and `/.//elsewhere`, whose normal
 * form is the first example.
 */
export function readSitePath(text: string): string | null {
  if (!isSitePath(text) || /[\\\p{Cc}]/u.test(text)) return null;
  const base = 'https://site.invalid';
  if (!URL.canParse(text, base)) return null;
  const { origin, pathname, search, hash } = new URL(text, base);
  return origin === base && isSitePath(pathname) ? pathname + search + hash : null;
}

function isSitePath(path: string): boolean {
  return /^\/(?![/\\])/.test(path);
}
