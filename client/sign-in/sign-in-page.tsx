import { getRouteApi, Link, useRouter } from '@tanstack/react-router';
import { use } from 'react';
import { basePath } from '../data/base-path.ts';
import { StartOverContext } from '../data/session.ts';
import { leaveShare } from '../data/share-tab.ts';
import { SignInForm } from './sign-in-form.tsx';
import { useIdentityProvider } from './sign-in-methods.ts';
import { useSignIn } from './use-sign-in.ts';

const route = getRouteApi('/login');

/** Messages for failures of a sign-in by the identity provider. */
const problems = new Map([
  [
    'no-account',
    'No account here matches the one you signed in with. Ask an admin of your organization to invite you.',
  ],
  [
    'not-verified',
    'Your identity provider does not confirm your e-mail address. Verify it there, or ask the operator of this server.',
  ],
  ['no-email', 'Your identity provider did not send your e-mail address. Ask the operator of this server.'],
  ['expired', 'The sign-in took longer than ten minutes, or started in another browser. Try again.'],
  ['provider', 'The identity provider could not be reached, or did not confirm who you are. Try again.'],
]);

export function SignInPage() {
  const { next = '/', error } = route.useSearch();
  const router = useRouter();
  const startOver = use(StartOverContext);
  const provider = useIdentityProvider(next);
  const signIn = useSignIn();

  async function submit(email: string, password: string) {
    const refusal = await signIn(email, password);
    if (refusal) return refusal;
    // Earlier data was loaded without a user or for another user.
    leaveShare();
    startOver();
    // GraphiQL is a page of the server, not of the client.
    if (/^\/graphiql\b/.test(next)) window.location.replace(basePath + next);
    else router.history.replace(basePath + next);
    return undefined;
  }

  return (
    <SignInForm
      onSubmit={submit}
      provider={provider}
      problem={error && (problems.get(error) ?? 'The sign-in did not work. Try again.')}
    >
      <Link to="/forgot-password">Forgot your password?</Link>
    </SignInForm>
  );
}
