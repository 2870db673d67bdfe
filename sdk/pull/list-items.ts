import { manifestLimits } from '#formats/manifest/manifest-limits.ts';
import type { Ask } from '../api/api.ts';
import { invalidAnswer } from '../api/check-answer.ts';
import { nextCursor } from '../api/next-cursor.ts';
import { AnswerTooLarge } from '../api/read-body.ts';
import { VitrineError } from '../errors.ts';
import { graphql } from '../gql/gql.ts';
import type { PulledItemFragment, PulledItemsQuery } from '../gql/graphql.ts';

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
  query PulledItems($organization: String!, $dataset: String!, $revision: Int!, $first: Int!, $after: String) {
    dataset(organizationSlug: $organization, slug: $dataset) {
      items(first: $first, after: $after, revisionNumber: $revision) {
        totalCount
        pageInfo { hasNextPage endCursor }
        edges { node { ...PulledItem } }
      }
    }
  }
`);

const MoreAnnotations = graphql(`
  query MoreAnnotations($item: ID!, $after: String) {
    node(id: $item) { __typename ... on Item { annotations(first: 100, after: $after) { ...PulledAnnotations } } }
  }
`);

export interface Revision {
  organization: string;
  dataset: string;
  number: number;
}

export type PulledItem = Omit<PulledItemFragment, 'annotations'> & { annotations: Annotation[] };
type Annotation = NonNullable<PulledItemFragment['annotations']>['edges'][number]['node'];

/** Maximum number of annotations that are read for one item. A server that sends more does not work correctly. */
const maxAnnotationsRead = 100_000;
/** Number of items per page. If a response is too large, smaller pages are requested. */
const itemsAtOnce = 40;

/** Yields all items of a revision in its order, with all their published annotations. Reads one page at a time. */
export async function* listItems(ask: Ask, revision: Revision): AsyncGenerator<PulledItem> {
  let listed = 0;
  let totalCount: number | null = null;
  for (let after: string | null = null; ; ) {
    const page: Page = await readPage(ask, revision, after);
    totalCount ??= page.totalCount;
    listed += page.edges.length;
    const next = nextCursor(page, after);
    if (listed > totalCount || (next === null && listed < totalCount)) {
      throw invalidAnswer(`revision ${revision.number} lists ${listed} items, but has ${totalCount}`);
    }
    for (const { node } of page.edges) yield { ...node, annotations: await allAnnotations(ask, node) };
    if (next === null) return;
    after = next;
  }
}

type Page = NonNullable<NonNullable<PulledItemsQuery['dataset']>['items']>;

async function readPage(ask: Ask, revision: Revision, after: string | null, first = itemsAtOnce): Promise<Page> {
  const { organization, dataset, number } = revision;
  try {
    const { data, requestId } = await ask(PulledItems, { organization, dataset, revision: number, first, after });
    if (data.dataset?.items) return data.dataset.items;
    throw new VitrineError('NOT_FOUND', 'The dataset no longer exists, or you no longer have permission to see it.', {
      requestId,
    });
  } catch (error) {
    if (!(error instanceof AnswerTooLarge) || first === 1) throw error;
    return readPage(ask, revision, after, Math.ceil(first / 8));
  }
}

async function allAnnotations(ask: Ask, item: PulledItemFragment): Promise<Annotation[]> {
  const all: Annotation[] = [];
  let page = item.annotations;
  let read = 0;
  for (let after: string | null = null; page; ) {
    read += page.edges.length;
    for (const { node } of page.edges) if (node.source === 'PUBLISHER') all.push(node);
    after = nextCursor(page, after);
    if (after === null) return all;
    if (read > maxAnnotationsRead || all.length > manifestLimits.annotations) {
      throw invalidAnswer('the list of annotations of an item does not end');
    }
    const { data, requestId } = await ask(MoreAnnotations, { item: item.id, after });
    if (data.node?.__typename !== 'Item') {
      throw new VitrineError(
        'NOT_FOUND',
        'The revision no longer exists, or you no longer have permission to see it.',
        { requestId },
      );
    }
    page = data.node.annotations;
  }
  throw invalidAnswer('an item has no list of annotations');
}
