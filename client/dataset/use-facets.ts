import { useMemo } from 'react';
import { useQuery } from 'urql';
import type { FacetsQuery as FacetsData } from '../gql/graphql.ts';
import { graphql } from '../gql/index.ts';
import type { ItemList } from '../item/item-list.ts';

const FacetsQuery = graphql(`
  query Facets(
    $organization: String!
    $slug: String!
    $revision: Int
    $filter: ItemFilter
    $otherThanType: ItemFilter
    $isFiltered: Boolean!
    $isTyped: Boolean!
  ) {
    dataset(organizationSlug: $organization, slug: $slug) {
      id
      all: facets(revisionNumber: $revision) {
        countKind
        types {
          value
          count
        }
        tags {
          value
          count
        }
        labels {
          value
          count
        }
      }
      filtered: facets(revisionNumber: $revision, filter: $filter) @include(if: $isFiltered) {
        countKind
        types {
          value
          count
        }
        tags {
          value
          count
        }
        labels {
          value
          count
        }
      }
      typed: facets(revisionNumber: $revision, filter: $otherThanType) @include(if: $isTyped) {
        types {
          value
          count
        }
      }
    }
  }
`);

export interface Facet {
  value: string;
  /** Number of items that match the filters. */
  count: number;
}

export interface Facets {
  isExact: boolean;
  types: readonly Facet[];
  tags: readonly Facet[];
  labels: readonly Facet[];
  /** Largest counts without filters. They set the scale of the bars, so that it does not change with the filters. */
  most: { types: number; tags: number; labels: number };
}

/**
 * Returns the facet values of a list with their counts. An item has one type, so the counts of types ignore the filter
 * by type.
 *
 * Values have the same order as without filters, but those without items are last. Undefined while counting, null if
 * counting fails.
 */
export function useFacets({ organization, slug, revision, filter }: ItemList): Facets | null | undefined {
  const { types, ...rest } = filter ?? {};
  const isTyped = types !== undefined && types !== null;
  const [{ data, error }] = useQuery({
    query: FacetsQuery,
    variables: {
      organization,
      slug,
      revision,
      filter,
      otherThanType: isTyped ? rest : null,
      isFiltered: filter !== null,
      isTyped,
    },
  });
  const dataset = data?.dataset;
  const facets = useMemo(() => (dataset?.all && !error ? toFacets(dataset, dataset.all) : undefined), [dataset, error]);
  return facets ?? (error ? null : undefined);
}

type Counted = NonNullable<FacetsData['dataset']>;

function toFacets({ filtered, typed }: Counted, all: NonNullable<Counted['all']>): Facets {
  return {
    isExact: (filtered ?? all).countKind === 'EXACT',
    types: recount(all.types, typed?.types ?? filtered?.types),
    tags: recount(all.tags, filtered?.tags),
    labels: recount(all.labels, filtered?.labels),
    most: { types: most(all.types), tags: most(all.tags), labels: most(all.labels) },
  };
}

function recount(all: readonly Facet[], counts: readonly Facet[] | undefined): readonly Facet[] {
  if (!counts) return all;
  const byValue = new Map(counts.map(({ value, count }) => [value, count]));
  const recounted = all.map(({ value }) => ({ value, count: byValue.get(value) ?? 0 }));
  // Moves values without items to the end. The others keep their order, so that they do not move under the pointer.
  return [...recounted.filter(({ count }) => count > 0), ...recounted.filter(({ count }) => count === 0)];
}

function most(facets: readonly Facet[]): number {
  return Math.max(0, ...facets.map(({ count }) => count));
}
