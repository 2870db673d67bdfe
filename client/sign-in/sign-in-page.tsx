import { getRouteApi, useRouter } from '@tanstack/react-router';
import { use } from 'react';
import { useMutation, useQuery } from 'urql';
import { type ApiError, toApiError } from '../data/api-error.ts';
import { StartOverContext } from '../data/session.ts';
import { graphql } from '../gql/index.ts';
import { SignInForm } from './sign-in-form.tsx';

const SignInMethodsQuery = graphql(`
  query SignInMethods {
    signInMethods {
      identityProvider {
        name
        startPath
      }
    }
  }
`);

const SignInMutation = graphql(`
  mutation SignIn($input: SignInInput!) {
    signIn(input: $input) {
      __typename
      ... on SignInSuccess {
        user {
          id
        }
      }
      ... on Error {
        code
        message
      }
    }
  }
`);

const route = getRouteApi('/login');

export function SignInPage() {
  const { next = '/' } = route.useSearch();
  const router = useRouter();
  const startOver = use(StartOverContext);
  const [methods] = useQuery({ query: SignInMethodsQuery });
  const [, signIn] = useMutation(SignInMutation);

  async function submit(email: string, password: string): Promise<ApiError | undefined> {
    const { data, error } = await signIn({ input: { email, password } });
    if (error) return toApiError(error);
    if (data?.signIn?.__typename !== 'SignInSuccess') {
      return data?.signIn ?? { code: 'UNEXPECTED', message: 'The server did not answer. Try again.' };
    }
    // What was loaded before was loaded as nobody, or as somebody else.
    startOver();
    router.history.replace(next);
    return undefined;
  }

  const provider = methods.data?.signInMethods?.identityProvider;
  return (
    <SignInForm
      onSubmit={submit}
      provider={provider && { name: provider.name, href: `${provider.startPath}?to=${encodeURIComponent(next)}` }}
    />
  );
}
