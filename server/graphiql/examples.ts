/** Tabs that GraphiQL shows at first. Each query can be executed on the demo data. */
export const examples = [
  {
    query: `# Who am I, and what may I do? Press the play button, or Ctrl-Enter.
query WhoAmI {
  viewer {
    kind
    user { name email }
    memberships { role organization { slug name } }
  }
}
`,
  },
  {
    query: `# The datasets of my organizations, last updated first.
query Datasets {
  datasets(first: 10) {
    totalCount
    edges {
      cursor
      node {
        id
        slug
        name
        organization { slug }
        revision { number itemCount facets { types { value count } } }
      }
    }
    pageInfo { hasNextPage endCursor }
  }
}
`,
  },
  {
    query: `# A page of items with a picture of each. Pass endCursor as "after" for the next page.
query Items($organization: String!, $slug: String!, $after: String, $filter: ItemFilter) {
  dataset(organizationSlug: $organization, slug: $slug) {
    name
    items(first: 20, after: $after, filter: $filter) {
      totalCount
      edges {
        node {
          key
          type
          title
          tags
          thumbnail { width height signedUrl { url expiresAt } }
        }
      }
      pageInfo { hasNextPage endCursor }
    }
  }
}
`,
    variables: JSON.stringify(
      { organization: 'lumen', slug: 'field-photographs', filter: { types: ['IMAGE'] } },
      null,
      2,
    ),
  },
  {
    query: `# One item with its files, annotations and transcript. The keys of other items are in the tab "Items".
query OneItem($organization: String!, $slug: String!, $key: String!) {
  dataset(organizationSlug: $organization, slug: $slug) {
    item(key: $key) {
      title
      metadata
      assets { role contentType byteSize sha256 signedUrl { url } }
      annotations(first: 50) { edges { node { kind label geometry } } }
      transcript(first: 20) { edges { node { startSeconds speaker text } } }
    }
  }
}
`,
    variables: JSON.stringify({ organization: 'lumen', slug: 'moving-pictures', key: 'big-buck-bunny' }, null, 2),
  },
];
