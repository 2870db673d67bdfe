import { graphql } from '../gql/index.ts';

/** Names in the address, and the ids behind them. */
export const AccessNamesQuery = graphql(`
  query AccessNames($org: String!) {
    organization(slug: $org) {
      id
      members(first: 100) {
        edges {
          node {
            id
            user {
              id
              name
              email
            }
          }
        }
      }
    }
    datasets(first: 100, filter: { organization: $org }) {
      edges {
        node {
          id
          slug
          name
        }
      }
    }
  }
`);
