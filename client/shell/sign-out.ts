import { graphql } from '../gql/index.ts';

export const SignOutMutation = graphql(`
  mutation SignOut {
    signOut {
      __typename
    }
  }
`);
