import { graphql } from '../gql/index.ts';

/** Query for the id of an organization by the slug in the URL. Mutations need the id. */
export const OrganizationIdQuery = graphql(`
  query OrganizationId($org: String!) {
    organization(slug: $org) {
      id
    }
  }
`);
