import { readableRevision } from '#domain/datasets/readable-revision.ts';
import { checkMetadataTypes } from '#domain/items/check-metadata-types.ts';
import { countItemFacets } from '#domain/items/count-item-facets.ts';
import { isEmptyFilter } from '#domain/items/item-filter.ts';
import { builder } from './builder.ts';
import { Dataset } from './dataset.ts';
import { ItemFacets } from './dataset-revision.ts';
import { ItemFilter } from './item-filter.ts';
import { planFacets, storedFacets } from './plans/items.ts';

builder.prismaObjectField(Dataset, 'facets', (t) =>
  t.field({
    type: ItemFacets,
    select: { id: true, orgId: true, revision: true },
    description:
      'Counts of items by type, tag and annotation label, under the same filter as `items`. Under a filter, up to 100,000 items are counted exactly. Above that, the counts are estimates.',
    args: {
      filter: t.arg({ type: ItemFilter, description: 'Filter of the items. Default: all items.' }),
      revisionNumber: t.arg.int({ description: 'Number of the revision. Default: the current revision.' }),
    },
    plan: planFacets,
    resolve: async (dataset, args, context) => {
      const filter = args.filter ?? {};
      if (isEmptyFilter(filter)) {
        const { revisionNumber } = args;
        const stored = await storedFacets(context, { revisionNumber }).load(dataset);
        return { ...stored!.facets, exact: true };
      }
      const revision = await readableRevision(context, dataset, args.revisionNumber);
      if (revision === null) return { types: [], tags: [], labels: [], exact: true };
      await checkMetadataTypes(context, dataset, revision, filter);
      return countItemFacets(context, dataset, revision, filter);
    },
  }),
);
