import { Navigate, Outlet, useRouter } from '@tanstack/react-router';
import { use, useMemo } from 'react';
import { useMutation, useQuery } from 'urql';
import { toApiError } from '../data/api-error.ts';
import { StartOverContext } from '../data/session.ts';
import { isShareTab, leaveShare } from '../data/share-tab.ts';
import { graphql } from '../gql/index.ts';
import { ErrorState } from '../ui/states.tsx';
import { toast } from '../ui/toast.tsx';
import { Page } from './page.tsx';
import { SignOutMutation } from './sign-out.ts';
import * as strings from './strings.ts';
import { useNavigationCommands } from './use-navigation-commands.tsx';
import { AccountContext, ViewerContext } from './viewer.ts';
import { VisitorOutlet } from './visitor-outlet.tsx';

const SignedInQuery = graphql(`
  query SignedIn {
    viewer {
      kind
      shared {
        organizationSlug
        datasetSlug
        datasetName
        revisionNumber
        expiresAt
      }
      user {
        id
        name
        email
      }
      memberships {
        id
        role
        organization {
          id
          slug
          name
        }
      }
    }
  }
`);

/** Part of the app for signed-in users and visitors of share links. */
export function SignedIn() {
  const [{ data, error, fetching }, ask] = useQuery({ query: SignedInQuery });
  const [, signOut] = useMutation(SignOutMutation);
  const startOver = use(StartOverContext);
  const router = useRouter();

  const viewer = useMemo(
    () =>
      data?.viewer && {
        name: data.viewer.user?.name ?? strings.guest,
        email: data.viewer.user?.email ?? strings.withShareLink,
        organizations: data.viewer.memberships.map(({ role, organization }) => ({ ...organization, role })),
        shared: data.viewer.shared ?? undefined,
      },
    [data],
  );
  const account = useMemo(
    () => ({
      async signOut() {
        const result = await signOut({});
        if (result.error) return toast(toApiError(result.error).message, 'danger');
        leaveShare();
        await router.navigate({ to: '/login' });
        startOver();
      },
    }),
    [signOut, startOver, router],
  );

  useNavigationCommands(viewer ?? undefined);

  if (viewer && data?.viewer?.kind === 'SHARE_LINK' && !viewer.shared) return <Navigate to="/share" replace />;
  if (viewer) {
    return (
      <ViewerContext value={viewer}>
        <AccountContext value={account}>
          {viewer.shared ? <VisitorOutlet shared={viewer.shared} /> : <Outlet />}
        </AccountContext>
      </ViewerContext>
    );
  }
  if (data && !fetching) {
    if (isShareTab()) return <Navigate to="/share" replace />;
    const { href } = router.state.location;
    return <Navigate to="/login" search={href === '/' ? {} : { next: href }} replace />;
  }
  return (
    <Page title={strings.vitrine}>
      {error && !fetching && (
        <ErrorState error={toApiError(error)} onRetry={() => ask({ requestPolicy: 'network-only' })} />
      )}
    </Page>
  );
}
