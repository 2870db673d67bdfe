import { createRouter } from '@tanstack/react-router';
import { parseSearch, stringifySearch } from '../address/search-codec.ts';
import { basePath } from '../data/base-path.ts';
import { isShareTab } from '../data/share-tab.ts';
import { knownParams, routeTree } from './routes.ts';

/** Paths of the pages that need no session. */
const openPaths = new Set(['/login', '/forgot-password', '/reset-password', '/invitation', '/share']);

export const router = createRouter({
  routeTree,
  basepath: basePath || '/',
  parseSearch: (search) => parseSearch(search, knownParams),
  stringifySearch,
  defaultPreload: 'intent',
  // Turned off, because grids restore their own scroll position.
  scrollRestoration: false,
});

/**
 * Opens the sign-in page, which returns to the current page afterwards. If the share link of a visitor has expired,
 * opens a page with that message.
 */
export function goToSignIn(): void {
  const { pathname, href } = router.state.location;
  if (openPaths.has(pathname)) return;
  if (isShareTab()) {
    void router.navigate({ to: '/share', replace: true });
    return;
  }
  void router.navigate({ to: '/login', search: href === '/' ? {} : { next: href }, replace: true });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
