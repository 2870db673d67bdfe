import { createRouter } from '@tanstack/react-router';
import { routeTree } from './routes.ts';
import { parseSearch, stringifySearch } from './search-codec.ts';

export const router = createRouter({
  routeTree,
  parseSearch,
  stringifySearch,
  defaultPreload: 'intent',
  // Pages keep what they show while the next one loads; grids keep their own place.
  scrollRestoration: false,
});

/** Leads to the sign-in and, after it, back to where one was. */
export function goToSignIn(): void {
  const { pathname, href } = router.state.location;
  if (pathname === '/login') return;
  void router.navigate({ to: '/login', search: href === '/' ? {} : { next: href }, replace: true });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
