import { createRouter } from '@tanstack/react-router';
import { basePath } from '../data/base-path.ts';
import { isShareTab } from '../data/share-tab.ts';
import { knownParams, routeTree } from './routes.ts';
import { parseSearch, stringifySearch } from './search-codec.ts';

/** The pages for those who have not come in yet. */
const openPaths = new Set(['/login', '/forgot-password', '/reset-password', '/invitation', '/share']);

export const router = createRouter({
  routeTree,
  basepath: basePath || '/',
  parseSearch: (search) => parseSearch(search, knownParams),
  stringifySearch,
  defaultPreload: 'intent',
  // Pages keep what they show while the next one loads; grids keep their own place.
  scrollRestoration: false,
});

/** Leads to the sign-in and, after it, back to where one was; a visitor, whose share link is over, to where that is said. */
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
