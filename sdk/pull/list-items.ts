import type { Ask } from '../api/api.ts';
import { VitrineError } from '../errors.ts';
import { graphql } from '../gql/gql.ts';
import type { MoreAnnotationsQuery, PulledItemFragment } from '../gql/graphql.ts';

graphql(`
  fragment PulledItem on Item {
    id
    key
    type
    title
    tags
    metadata
    createdAt
    assets { id role derived sha256 byteSize contentType filename }
    annotations(first: 20) { ...PulledAnnotations }
  }
`);

graphql(`
  fragment PulledAnnotations on AnnotationConnection {
    pageInfo { hasNextPage endCursor }
    edges { node { kind label confidence source geometry } }
  }
`);

const PulledItems = graphql(`
  query PulledItems($organization: String!, $dataset: String!, $revision: Int!, $after: String) {
    dataset(organization: $organization, slug: $dataset) {
      items(first: 40, after: $after, revision: $revision) {
        pageInfo { hasNextPage endCursor }
        edges { node { ...PulledItem } }
      }
    }
  }
`);

const MoreAnnotations = graphql(`
  query MoreAnnotations($item: ID!, $after: String) {
    node(id: $item) { ... on Item { annotations(first: 100, after: $after) { ...PulledAnnotations } } }
  }
`);

export interface Revision {
  organization: string;
  dataset: string;
  number: number;
}

export type PulledItem = Omit<PulledItemFragment, 'annotations'> & { annotations: Annotation[] };
type Annotation = PulledItemFragment['annotations']['edges'][number]['node'];

/** All items of a revision, in its order, page by page, with all their published annotations. */
export async function* listItems(ask: Ask, revision: Revision): AsyncGenerator<PulledItem> {
  for (
    let page = await readPage(ask, revision, null);
    ;
    page = await readPage(ask, revision, page.pageInfo.endCursor)
  ) {
    for (const { node } of page.edges) yield { ...node, annotations: await allAnnotations(ask, node) };
    if (!page.pageInfo.hasNextPage) return;
  }
}

async function readPage(ask: Ask, { organization, dataset, number }: Revision, after: string | null) {
  const { data, requestId } = await ask(PulledItems, { organization, dataset, revision: number, after });
  if (data.dataset) return data.dataset.items;
  throw new VitrineError('NOT_FOUND', 'The dataset is gone, or may no longer be seen.', { requestId });
}

async function allAnnotations(ask: Ask, item: PulledItemFragment): Promise<Annotation[]> {
  const all = item.annotations.edges.map(({ node }) => node);
  for (let { pageInfo } = item.annotations; pageInfo.hasNextPage; ) {
    const { data } = await ask(MoreAnnotations, { item: item.id, after: pageInfo.endCursor });
    const found = data.node as Exclude<NonNullable<MoreAnnotationsQuery['node']>, Record<PropertyKey, never>> | null;
    if (!found) break;
    all.push(...found.annotations.edges.map(({ node }) => node));
    pageInfo = found.annotations.pageInfo;
  }
  return all.filter(({ source }) => source === 'PUBLISHER');
}
