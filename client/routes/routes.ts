import { createRootRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { readAccessSearch } from '../access/access-search.ts';
import { parseDatasetParam, writeDatasetParam } from '../address/dataset-param.ts';
import { pathParam, readSearch, textParam } from '../address/read-search.ts';
import { readDatasetSearch } from '../dataset/dataset-search.ts';
import { readComparison } from '../revisions/comparison.ts';
import { ErrorPage } from '../shell/error-page.tsx';
import { HomePage } from '../shell/home-page.tsx';
import { NotFoundPage } from '../shell/not-found-page.tsx';
import { Shell } from '../shell/shell.tsx';
import { SignedIn } from '../shell/signed-in.tsx';

const readSignIn = readSearch<{ next?: string; error?: string }>({ next: pathParam, error: textParam() });
const readItemSearch = readSearch<{ q?: string }>({ q: textParam() });

/** Names of all search params that a route reads. The router ignores other params. */
export const knownParams: ReadonlySet<string> = new Set(
  [readSignIn, readItemSearch, readDatasetSearch, readComparison, readAccessSearch].flatMap(({ params }) => params),
);

const root = createRootRoute({ component: Shell, notFoundComponent: NotFoundPage, errorComponent: ErrorPage });

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/login',
  validateSearch: readSignIn,
  component: lazyRouteComponent(() => import('../sign-in/sign-in-page.tsx'), 'SignInPage'),
});

const forgotPassword = createRoute({
  getParentRoute: () => root,
  path: '/forgot-password',
  component: lazyRouteComponent(() => import('../sign-in/forgot-password-page.tsx'), 'ForgotPasswordPage'),
});

const resetPassword = createRoute({
  getParentRoute: () => root,
  path: '/reset-password',
  component: lazyRouteComponent(() => import('../sign-in/reset-password-page.tsx'), 'ResetPasswordPage'),
});

const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invitation',
  component: lazyRouteComponent(() => import('../invitations/invitation-page.tsx'), 'InvitationPage'),
});

const share = createRoute({
  getParentRoute: () => root,
  path: '/share',
  component: lazyRouteComponent(() => import('../sharing/share-page.tsx'), 'SharePage'),
});

const signedIn = createRoute({ getParentRoute: () => root, id: 'signed-in', component: SignedIn });

const home = createRoute({ getParentRoute: () => signedIn, path: '/', component: HomePage });

const datasets = createRoute({
  getParentRoute: () => signedIn,
  path: '/o/$org',
  component: lazyRouteComponent(() => import('../dataset-list/datasets-page.tsx'), 'DatasetsPage'),
});

const search = createRoute({
  getParentRoute: () => signedIn,
  path: '/o/$org/search',
  validateSearch: readItemSearch,
  component: lazyRouteComponent(() => import('../search/search-page.tsx'), 'SearchPage'),
});

/** Converts the path segment `birds` or `birds@12` to `{ slug, revision? }`, and back. */
const datasetParams = {
  parse: ({ org, slug }: { org: string; slug: string }) => ({ org, ...parseDatasetParam(slug) }),
  stringify: ({ org, ...param }: { org: string; slug: string; revision?: number }) => ({
    org,
    slug: writeDatasetParam(param),
  }),
};

const dataset = createRoute({
  getParentRoute: () => signedIn,
  path: '/o/$org/d/$slug',
  params: datasetParams,
  validateSearch: readDatasetSearch,
  component: lazyRouteComponent(() => import('../dataset/dataset-page.tsx'), 'DatasetPage'),
});

const revisions = createRoute({
  getParentRoute: () => signedIn,
  path: '/o/$org/d/$slug/revisions',
  params: datasetParams,
  validateSearch: readComparison,
  component: lazyRouteComponent(() => import('../revisions/revisions-page.tsx'), 'RevisionsPage'),
});

const datasetAccess = createRoute({
  getParentRoute: () => signedIn,
  path: '/o/$org/d/$slug/access',
  params: datasetParams,
  component: lazyRouteComponent(() => import('../sharing/dataset-access-page.tsx'), 'DatasetAccessPage'),
});

const ingestSessions = createRoute({
  getParentRoute: () => signedIn,
  path: '/o/$org/ingest',
  component: lazyRouteComponent(() => import('../ingest/ingest-sessions-page.tsx'), 'IngestSessionsPage'),
});

const ingest = createRoute({
  getParentRoute: () => signedIn,
  path: '/o/$org/ingest/$session',
  component: lazyRouteComponent(() => import('../ingest/ingest-page.tsx'), 'IngestPage'),
});

const access = createRoute({
  getParentRoute: () => signedIn,
  path: '/o/$org/access',
  validateSearch: readAccessSearch,
  component: lazyRouteComponent(() => import('../access/access-page.tsx'), 'AccessPage'),
});

const settings = createRoute({
  getParentRoute: () => signedIn,
  path: '/o/$org/settings/$',
  component: lazyRouteComponent(() => import('../settings/settings-page.tsx'), 'SettingsPage'),
});

export const routeTree = root.addChildren([
  signIn,
  forgotPassword,
  resetPassword,
  invitation,
  share,
  signedIn.addChildren([
    home,
    datasets,
    search,
    dataset,
    revisions,
    datasetAccess,
    ingestSessions,
    ingest,
    access,
    settings,
  ]),
]);
