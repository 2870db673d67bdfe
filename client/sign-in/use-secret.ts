import { useEffect, useState } from 'react';

let taken: { path: string; secret: string } | undefined;

/**
 * The secret behind the # of this page's address, or nothing.
 *
 * It is taken out of the address at once, so that it stays in no history, bookmark or picture of the screen; the page
 * remembers it until it is left or loaded anew.
 */
export function useSecret(): string | undefined {
  const [secret, setSecret] = useState(takeSecret);
  useEffect(() => {
    // Another link of the same kind, opened over this one, loads no new page.
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

/** Forgets the secret, once it was used. */
export function forgetSecret(): void {
  taken = undefined;
}
