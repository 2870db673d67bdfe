import { getRouteApi, Link, useRouter } from '@tanstack/react-router';
import { use } from 'react';
import { basePath } from '../data/base-path.ts';
import { StartOverContext } from '../data/session.ts';
import { leaveShare } from '../data/share-tab.ts';
import { SignInForm } from './sign-in-form.tsx';
import { useIdentityProvider } from './sign-in-methods.ts';
import * as strings from './strings.ts';
import { useSignIn } from './use-sign-in.ts';

const route = getRouteApi('/login');

export function SignInPage() {
  const { next = '/', error } = route.useSearch();
  const router = useRouter();
  const startOver = use(StartOverContext);
  const provider = useIdentityProvider(next);
  const signIn = useSignIn();

  async function submit(email: string, password: string) {
    const refusal = await signIn(email, password);
    if (refusal) return refusal;
    // Drops all data, because it was loaded without a user or for another user.
    leaveShare();
    startOver();
    // Loads GraphiQL as a new page, because it is not a route of the client.
    if (/^\/graphiql\b/.test(next)) window.location.replace(basePath + next);
    else router.history.replace(basePath + next);
    return undefined;
  }

  return (
    <SignInForm
      onSubmit={submit}
      provider={provider}
      problem={error && (strings.providerErrors.get(error) ?? strings.unknownProviderError)}
    >
      <Link to="/forgot-password">{strings.forgotPassword}</Link>
    </SignInForm>
  );
}
