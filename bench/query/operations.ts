import { itemCursor } from '#domain/items/item-order.ts';
import { measured } from './make-data.ts';

export interface Operation {
  name: string;
  about: string;
  query: string;
  variables: Record<string, unknown>;
}

/** Ids and keys of the data that the operations use. */
export interface Places {
  datasetId: string;
  /** Position after which a page deep in the dataset begins, at nine tenths of its items. */
  deepPosition: number;
  /** Key of an item with annotations, a thumbnail and a transcript. */
  richKey: string;
}

const file = '{ role filename contentType byteSize sha256 width height }';
const page = `query ($organization: String!, $slug: String!, $after: String, $filter: ItemFilter) {
  dataset(organizationSlug: $organization, slug: $slug) {
    id
    items(first: 50, after: $after, filter: $filter) {
      edges { cursor node { id key type title tags byteSize createdAt assets ${file} } }
      pageInfo { hasNextPage endCursor }
    }
  }
}`;

/** The query with which the viewer loads a page of its grid. */
const grid = `query ItemPage(
  $organization: String!, $slug: String!, $revision: Int, $filter: ItemFilter, $orderBy: ItemOrder, $first: Int!, $after: String,
  $around: ID, $isAround: Boolean!
) {
  dataset(organizationSlug: $organization, slug: $slug) {
    id
    items(revisionNumber: $revision, filter: $filter, orderBy: $orderBy, first: $first, after: $after, aroundItemId: $around) {
      edges { cursor node { id key ...ItemTile_item ...ItemRow_item } }
      pageInfo { hasNextPage endCursor }
      revisionNumber
      totalCount
      totalCountKind
      startIndex @include(if: $isAround)
    }
  }
}
fragment ItemTile_item on Item { id key title type ...ItemPicture_item }
fragment ItemRow_item on Item {
  id key title type tags createdAt byteSize
  content { primary { id width height durationSeconds } }
  ...ItemPicture_item
}
fragment ItemPicture_item on Item {
  id key title type
  thumbnail { id signedUrl { url expiresInSeconds } }
  content { primary { id contentType byteSize durationSeconds } ... on VideoContent { poster { id } } }
}`;

/** Returns all measured operations, for Vitrine's schema. */
export function operations({ datasetId, deepPosition, richKey }: Places): Operation[] {
  const deep = itemCursor(
    datasetId,
    { field: 'POSITION', direction: 'ASC' },
    { position: BigInt(deepPosition), sortValue: null },
  );
  const filtered = (name: string, about: string, filter: object): Operation => ({
    name,
    about,
    query: page,
    variables: { ...measured, filter },
  });
  return [
    {
      name: 'Q1',
      about: '50 datasets with counts',
      query: `{ datasets(first: 50) {
        edges { cursor node { id slug name updatedAt revision { number itemCount byteSize } } }
        pageInfo { hasNextPage endCursor }
      } }`,
      variables: {},
    },
    { name: 'Q2', about: '50 items with assets, page 1', query: page, variables: measured },
    { name: 'Q3', about: `the same after row ${deepPosition}`, query: page, variables: { ...measured, after: deep } },
    filtered('Q4a', 'images with a common tag', { types: ['IMAGE'], tags: { all: ['outdoor'] } }),
    filtered('Q4b', 'images with a rare tag', { types: ['IMAGE'], tags: { all: ['night-rain'] } }),
    filtered('Q4c', 'images with a very rare tag', { types: ['IMAGE'], tags: { all: ['eclipse'] } }),
    {
      name: 'Q5',
      about: 'one item with assets and annotations',
      query: `query ($organization: String!, $slug: String!, $key: String!) {
        dataset(organizationSlug: $organization, slug: $slug) {
          item(key: $key) {
            id key type title tags metadata byteSize createdAt assets ${file}
            annotations(first: 50) { edges { node { id kind label confidence geometry source createdAt } } }
          }
        }
      }`,
      variables: { ...measured, key: richKey },
    },
    {
      name: 'Q6',
      about: "the viewer's grid: 50 items, signed URLs, access log",
      query: grid,
      variables: { ...measured, first: 50, isAround: false },
    },
    {
      name: 'Q7',
      about: 'facets',
      query: `query ($organization: String!, $slug: String!) {
        dataset(organizationSlug: $organization, slug: $slug) {
          facets { types { value count } tags { value count } labels { value count } countKind }
        }
      }`,
      variables: measured,
    },
    filtered('Q8a', '50 items found by words that few have', { text: 'ferry corner 4' }),
    filtered('Q8b', '50 items found by a word that half of them have', { text: 'heron' }),
  ];
}
