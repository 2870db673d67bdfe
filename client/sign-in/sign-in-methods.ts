import { useQuery } from 'urql';
import { basePath } from '../data/base-path.ts';
import { graphql } from '../gql/index.ts';

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

/** Returns the configured identity provider. Its link returns to the path `next`. */
export function useIdentityProvider(next: string): { name: string; href: string } | undefined {
  const [{ data }] = useQuery({ query: SignInMethodsQuery });
  const provider = data?.signInMethods?.identityProvider;
  return provider
    ? { name: provider.name, href: `${basePath}${provider.startPath}?to=${encodeURIComponent(next)}` }
    : undefined;
}
