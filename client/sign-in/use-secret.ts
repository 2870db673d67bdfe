import { useEffect, useState } from 'react';

let taken: { path: string; secret: string } | undefined;

/**
 * Returns the secret after the # of this page's URL, if any.
 *
 * Removes it from the URL at once, so that no history, bookmark or screenshot contains it. The page keeps it until it
 * is closed or reloaded.
 */
export function useSecret(): string | undefined {
  const [secret, setSecret] = useState(takeSecret);
  useEffect(() => {
    // Opening another link of the same kind does not load a new page.
    const takeNext = () => setSecret(takeSecret());
    window.addEventListener('hashchange', takeNext);
    return () => window.removeEventListener('hashchange', takeNext);
  }, []);
  return secret;
}

function takeSecret(): string | undefined {
  const { pathname: path, search, hash } = window.location;
  if (hash.length > 1) {
    taken = { path, secret: hash.slice(1) };
    window.history.replaceState(window.history.state, '', path + search);
  }
  return taken?.path === path ? taken.secret : undefined;
}

/** Drops the secret after use. */
export function forgetSecret(): void {
  taken = undefined;
}
