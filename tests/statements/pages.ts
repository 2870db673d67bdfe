export interface PageQuery {
  /** Query of a page with `$first` rows. */
  query: string;
  /** Number of rows of the list on a page of a hundred. */
  rows: number;
  /** Maximum number of statements, not counting the authentication of the caller. */
  statements: number;
}

const inOrganization = (field: string) => `query ($first: Int!) { organization(slug: "lumen") { it: ${field} } }`;
const inDataset = (field: string) =>
  `query ($first: Int!) { dataset(organizationSlug: "lumen", slug: "birds") { it: ${field} } }`;

/** Number of statements for pages of lists. It is the same for every page size. */
export const pageQueries: Record<string, PageQuery> = {
  'items with files, thumbnails, addresses and annotations': {
    query: inDataset(`items(first: $first) {
      totalCount
      edges { cursor node {
        id key title tags metadata
        content { __typename ... on ImageContent { primary { id width height } } }
        thumbnail { id signedUrl { url } }
        assets { id role sha256 processing { state } }
        annotations(first: 2) { edges { node { id label } } pageInfo { hasNextPage } }
      } }
      pageInfo { hasNextPage hasPreviousPage }
    }`),
    rows: 100,
    statements: 2,
  },
  'items under a filter, in an order, with their count': {
    query: inDataset(`items(
      first: $first
      filter: { tags: { all: ["rain"] }, metadata: [{ path: ["none"], exists: false }] }
      orderBy: { field: TITLE, direction: DESC }
    ) { totalCount totalCountKind edges { node { id key } } }`),
    rows: 100,
    statements: 10,
  },
  'datasets with their counts': {
    query: `query ($first: Int!) {
      it: datasets(first: $first) {
        totalCount
        edges { node { id name organization { name } revision { number itemCount facets { types { value count } } } } }
      }
    }`,
    rows: 100,
    statements: 4,
  },
  revisions: {
    query: inDataset(
      'revisions(first: $first) { edges { node { id number itemCount changes { added } dataset { slug } } } }',
    ),
    rows: 100,
    statements: 3,
  },
  exports: {
    query: inDataset('exports(first: $first) { edges { node { id state requestedBy { name } dataset { slug } } } }'),
    rows: 100,
    statements: 4,
  },
  'share links': {
    query: inDataset('shareLinks(first: $first) { edges { node { id createdBy { name } dataset { slug } } } }'),
    rows: 100,
    statements: 4,
  },
  grants: {
    query: inDataset('grants(first: $first) { edges { node { user { name email } } } }'),
    rows: 100,
    statements: 3,
  },
  'ingest sessions': {
    query: inOrganization(
      'ingestSessions(first: $first) { edges { node { id state dataset { slug } progress { filesVerified } } } }',
    ),
    rows: 100,
    statements: 3,
  },
  members: {
    query: inOrganization('members(first: $first) { edges { node { id role user { name email } } } }'),
    rows: 100,
    statements: 3,
  },
  tokens: {
    query: inOrganization('tokens(first: $first) { edges { node { id name user { name } datasets { slug } } } }'),
    rows: 100,
    statements: 4,
  },
  invitations: {
    query: inOrganization('invitations(first: $first) { edges { node { id email } } }'),
    rows: 100,
    statements: 2,
  },
  'the access log': {
    query: inOrganization(
      'accessLog(first: $first) { edges { node { at user { name } token { name } shareLink { name } dataset { slug } } } }',
    ),
    rows: 100,
    statements: 5,
  },
  'cues of a transcript': {
    query: `query ($first: Int!) {
      dataset(organizationSlug: "lumen", slug: "birds") { item(key: "k1") { it: transcript(first: $first) { edges { node { text } } } } }
    }`,
    rows: 100,
    statements: 4,
  },
  'search, with items and thumbnails': {
    query: `query ($first: Int!) {
      it: search(query: "heard", first: $first) {
        totalCount
        edges { node { __typename highlights { fragments { text } } item { id key dataset { slug } thumbnail { id } } } }
      }
    }`,
    rows: 100,
    statements: 8,
  },
};
