import { measured } from './make-data.ts';
import type { Operation, Places } from './operations.ts';

/**
 * Values that only the peers need: the row before the deep page, and ids, because PostGraphile cannot find rows by
 * slug.
 */
export interface PeerPlaces extends Places {
  orgId: string;
  deepItemId: string;
  /** Cursor of that row in PostGraphile. */
  deepCursor: string;
}

type Request = Pick<Operation, 'query' | 'variables'>;

const naiveItem = `id key type title tags byteSize createdAt
  assets { role filename asset { contentType byteSize sha256 width height derived { contentType byteSize sha256 width height } } }`;
const naivePage = `query ($orgId: String!, $id: String!, $after: String, $type: String, $tag: String) {
  dataset(orgId: $orgId, id: $id) {
    id
    items(first: 50, after: $after, type: $type, tag: $tag) {
      edges { cursor node { ${naiveItem} } }
      pageInfo { hasNextPage endCursor }
    }
  }
}`;

/** Returns the same operations for the naive schema. Omits operations that it does not support. */
export function naiveOperations({ orgId, datasetId: id, deepItemId, richKey }: PeerPlaces): Record<string, Request> {
  const page = (variables: object): Request => ({ query: naivePage, variables: { orgId, id, ...variables } });
  return {
    Q1: {
      query: `query ($organization: String!) { datasets(first: 50, organization: $organization) {
        edges { cursor node { id slug name updatedAt revision { number itemCount byteSize } } }
        pageInfo { hasNextPage endCursor }
      } }`,
      variables: measured,
    },
    Q2: page({}),
    Q3: page({ after: Buffer.from(`GPC:J:${JSON.stringify([orgId, deepItemId])}`).toString('base64') }),
    Q4a: page({ type: 'IMAGE', tag: 'outdoor' }),
    Q4b: page({ type: 'IMAGE', tag: 'night-rain' }),
    Q4c: page({ type: 'IMAGE', tag: 'eclipse' }),
    Q5: {
      query: `query ($orgId: String!, $id: String!, $key: String!) {
        dataset(orgId: $orgId, id: $id) {
          item(key: $key) { ${naiveItem} metadata annotations { id kind label confidence geometry source createdAt } }
        }
      }`,
      variables: { orgId, id, key: richKey },
    },
  };
}

const graphileItem = `id key type title tags byteSize createdAt
  itemAssetsByOrgIdAndItemId { nodes {
    role filename
    assetByOrgIdAndAssetId {
      contentType byteSize sha256 width height
      assetsByOrgIdAndSourceId { nodes { sourceRole contentType byteSize sha256 width height } }
    }
  } }`;
export const graphilePage = `query ($orgId: UUID!, $datasetId: UUID!, $after: Cursor, $offset: Int) {
  datasetByOrgIdAndRowId(orgId: $orgId, rowId: $datasetId) {
    id
    itemsByOrgIdAndDatasetId(first: 50, after: $after, offset: $offset, condition: { untilRevision: null }, orderBy: [POSITION_ASC]) {
      edges { cursor node { ${graphileItem} } }
      pageInfo { hasNextPage endCursor }
    }
  }
}`;
const graphileTagged = `query ($orgId: UUID!, $datasetId: UUID!, $tag: String!, $type: ItemType!) {
  allItemTags(first: 50, condition: { orgId: $orgId, datasetId: $datasetId, tag: $tag, type: $type }, orderBy: [POSITION_ASC]) {
    edges { cursor node { itemByOrgIdAndItemId { ${graphileItem} } } }
    pageInfo { hasNextPage endCursor }
  }
}`;

const graphileFiltered = `query ($orgId: UUID!, $datasetId: UUID!, $tags: [String!]!, $type: ItemType!) {
  datasetByOrgIdAndRowId(orgId: $orgId, rowId: $datasetId) {
    id
    itemsByOrgIdAndDatasetId(
      first: 50, condition: { untilRevision: null }, filter: { type: { equalTo: $type }, tags: { contains: $tags } }, orderBy: [POSITION_ASC]
    ) {
      edges { cursor node { ${graphileItem} } }
      pageInfo { hasNextPage endCursor }
    }
  }
}`;

/**
 * Returns the tag operations for PostGraphile's filter plugin, as a client that does not know the tag table would write
 * them.
 */
export function graphileFilterOperations({ orgId, datasetId }: PeerPlaces): Record<string, Request> {
  const filtered = (tag: string): Request => ({
    query: graphileFiltered,
    variables: { orgId, datasetId, tags: [tag], type: 'IMAGE' },
  });
  return { Q4a: filtered('outdoor'), Q4b: filtered('night-rain'), Q4c: filtered('eclipse') };
}

/** Returns the same operations for PostGraphile. Queries the tag table first, which gives its fastest plan. */
export function graphileOperations({ orgId, datasetId, richKey, deepCursor }: PeerPlaces): Record<string, Request> {
  const tagged = (tag: string): Request => ({
    query: graphileTagged,
    variables: { orgId, datasetId, tag, type: 'IMAGE' },
  });
  return {
    Q1: {
      query: `query ($orgId: UUID!) { allDatasets(first: 50, condition: { orgId: $orgId }, orderBy: [UPDATED_AT_DESC]) {
        edges { cursor node {
          id slug name updatedAt
          datasetRevisionsByOrgIdAndDatasetId(first: 1, orderBy: [NUMBER_DESC]) { nodes { number itemCount byteSize } }
        } }
        pageInfo { hasNextPage endCursor }
      } }`,
      variables: { orgId },
    },
    Q2: { query: graphilePage, variables: { orgId, datasetId } },
    Q3: { query: graphilePage, variables: { orgId, datasetId, after: deepCursor } },
    Q4a: tagged('outdoor'),
    Q4b: tagged('night-rain'),
    Q4c: tagged('eclipse'),
    Q5: {
      query: `query ($orgId: UUID!, $datasetId: UUID!, $key: String!) {
        datasetByOrgIdAndRowId(orgId: $orgId, rowId: $datasetId) {
          itemsByOrgIdAndDatasetId(first: 1, condition: { key: $key, untilRevision: null }) { nodes { ${graphileItem} metadata } }
        }
        allAnnotations(first: 50, condition: { orgId: $orgId, datasetId: $datasetId, itemKey: $key }, orderBy: [ROW_ID_ASC]) {
          nodes { id kind label confidence geometry source createdAt }
        }
      }`,
      variables: { orgId, datasetId, key: richKey },
    },
  };
}
