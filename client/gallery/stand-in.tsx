import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  RouterProvider,
} from '@tanstack/react-router';
import { type ReactNode, Suspense, useMemo } from 'react';
import { Provider } from 'urql';
import { SignedUrlsContext } from '../data/use-signed-url.ts';
import { type Viewer, ViewerContext } from '../shell/viewer.ts';
import { type Answers, createAnswering } from './answering.ts';
import { viewer } from './fixtures/people.ts';
import { signedUrls } from './fixtures/signed-urls.ts';

/** Replaces the server, the router and the session, so that components need no network. */
export function StandIn({ children }: { children: ReactNode }) {
  const router = useMemo(() => createStandInRouter(children), [children]);
  return (
    <Served>
      <As viewer={viewer}>
        <SignedUrlsContext value={signedUrls}>
          <Suspense>
            <RouterProvider router={router as never} />
          </Suspense>
        </SignedUrlsContext>
      </As>
    </Served>
  );
}

/** Responds to the queries of its children with fixtures. A query without a fixture stays loading. */
export function Served({ answers = {}, children }: { answers?: Answers; children: ReactNode }) {
  const client = useMemo(() => createAnswering(answers), [answers]);
  return <Provider value={client}>{children}</Provider>;
}

/** Renders its children for this viewer. */
export function As({ viewer, children }: { viewer: Viewer | undefined; children: ReactNode }) {
  return <ViewerContext value={viewer}>{children}</ViewerContext>;
}

/** Router with an organization's page. Its history is in memory, so links do not change the URL. */
function createStandInRouter(children: ReactNode) {
  const root = createRootRoute({ component: Outlet });
  const page = createRoute({ getParentRoute: () => root, path: '/o/$org', component: () => children });
  // Route of the revisions page. The select fields for a comparison need it, because they navigate within this route.
  const signedIn = createRoute({ getParentRoute: () => root, id: 'signed-in', component: Outlet });
  const revisions = createRoute({ getParentRoute: () => signedIn, path: '/o/$org/d/$slug/revisions' });
  const nowhere = createRoute({ getParentRoute: () => root, path: '$', component: () => children });
  return createRouter({
    routeTree: root.addChildren([page, nowhere, signedIn.addChildren([revisions])]),
    history: createMemoryHistory({ initialEntries: ['/o/lumen'] }),
  });
}
