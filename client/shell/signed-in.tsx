import { Navigate, Outlet, useRouter } from '@tanstack/react-router';
import { use, useMemo } from 'react';
import { useMutation, useQuery } from 'urql';
import { toApiError } from '../data/api-error.ts';
import { StartOverContext } from '../data/session.ts';
import { graphql } from '../gql/index.ts';
import { ErrorState } from '../ui/states.tsx';
import { toast } from '../ui/toast.tsx';
import { Page } from './page.tsx';
import { AccountContext, ViewerContext } from './viewer.ts';

const SignedInQuery = graphql(`
  query SignedIn {
    viewer {
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

const SignOutMutation = graphql(`
  mutation SignOut {
    signOut {
      __typename
    }
  }
`);

/** The part of the app for people who have signed in. */
export function SignedIn() {
  const [{ data, error, fetching }, ask] = useQuery({ query: SignedInQuery });
  const [, signOut] = useMutation(SignOutMutation);
  const startOver = use(StartOverContext);
  const router = useRouter();

  const viewer = useMemo(
    () =>
      data?.viewer && {
        name: data.viewer.user?.name ?? 'Guest',
        email: data.viewer.user?.email ?? 'with a share link',
        organizations: data.viewer.memberships.map(({ role, organization }) => ({ ...organization, role })),
      },
    [data],
  );
  const account = useMemo(
    () => ({
      async signOut() {
        const result = await signOut({});
        if (result.error) return toast(toApiError(result.error).message, 'danger');
        await router.navigate({ to: '/login' });
        startOver();
      },
    }),
    [signOut, startOver, router],
  );

  if (viewer) {
    return (
      <ViewerContext value={viewer}>
        <AccountContext value={account}>
          <Outlet />
        </AccountContext>
      </ViewerContext>
    );
  }
  if (data && !fetching) {
    const { href } = router.state.location;
    return <Navigate to="/login" search={href === '/' ? {} : { next: href }} replace />;
  }
  return (
    <Page title="Vitrine">
      {error && !fetching && (
        <ErrorState error={toApiError(error)} onRetry={() => ask({ requestPolicy: 'network-only' })} />
      )}
    </Page>
  );
}
