import { useEffect, useState } from 'react';

let taken: { path: string; secret: string } | undefined;

/**
 * Returns the secret after the # of the page's URL, if it has one.
 *
 * Removes the secret from the URL immediately, so that no history entry, bookmark or screenshot contains it. It stays
 * in memory until the page is closed or reloaded.
 */
export function useSecret(): string | undefined {
  const [secret, setSecret] = useState(takeSecret);
  useEffect(() => {
    // Listens for hash changes, because opening another link of the same kind does not reload the page.
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

/** Removes the secret from memory after its use. */
export function forgetSecret(): void {
  taken = undefined;
}
