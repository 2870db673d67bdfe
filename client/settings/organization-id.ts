import { graphql } from '../gql/index.ts';

/** Query that finds the id of an organization by its slug in the URL. Mutations require the id. */
export const OrganizationIdQuery = graphql(`
  query OrganizationId($org: String!) {
    organization(slug: $org) {
      id
    }
  }
`);
