import { graphql } from '../gql/index.ts';

/** The id behind the name in the address: what mutations ask for. */
export const OrganizationIdQuery = graphql(`
  query OrganizationId($org: String!) {
    organization(slug: $org) {
      id
    }
  }
`);
