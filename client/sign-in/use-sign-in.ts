import { useCallback } from 'react';
import { useMutation } from 'urql';
import { type ApiError, toApiError } from '../data/api-error.ts';
import { graphql } from '../gql/index.ts';
import * as strings from './strings.ts';

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

/** Returns a function that signs in with a password. It returns the error, or undefined after success. */
export function useSignIn(): (email: string, password: string) => Promise<ApiError | undefined> {
  const [, signIn] = useMutation(SignInMutation);
  return useCallback(
    async (email, password) => {
      const { data, error } = await signIn({ input: { email, password } });
      if (error) return toApiError(error);
      if (data?.signIn?.__typename === 'SignInSuccess') return undefined;
      return data?.signIn ?? { code: 'UNEXPECTED', message: strings.noAnswer };
    },
    [signIn],
  );
}
