// Source of a page of an application. The compiler reads the tagged texts. Nothing in this file runs.

export const itemsQuery = graphql`
  query itemsQuery($organization: String!, $slug: String!, $count: Int!, $orderBy: ItemOrder) {
    dataset(organizationSlug: $organization, slug: $slug) {
      name
      ...items_dataset @arguments(count: $count, orderBy: $orderBy)
    }
  }
`;

export const itemsOfDataset = graphql`
  fragment items_dataset on Dataset
  @refetchable(queryName: "itemsPaginationQuery")
  @argumentDefinitions(count: { type: "Int!" }, cursor: { type: "String" }, orderBy: { type: "ItemOrder" }) {
    items(first: $count, after: $cursor, orderBy: $orderBy) @connection(key: "items_dataset_items") {
      totalCount
      edges {
        node {
          id
          key
          ...items_item
        }
      }
    }
  }
`;

export const itemOfList = graphql`
  fragment items_item on Item {
    title
    content {
      __typename
      ... on ImageContent {
        primary {
          width
          height
        }
      }
    }
    annotations(first: 5) {
      edges {
        node {
          label
        }
      }
    }
  }
`;

export const exportMutation = graphql`
  mutation itemsExportMutation($input: ExportDatasetInput!) {
    exportDataset(input: $input) {
      __typename
      ... on ExportDatasetSuccess {
        export {
          id
          state
        }
      }
      ... on Error {
        code
        message
      }
    }
  }
`;
