import type { DatasetOrderField } from '#domain/datasets/find-datasets.ts';
import { builder } from './builder.ts';
import { DatasetStatusEnum } from './enums.ts';
import { OrderDirection } from './item-filter.ts';

export const DatasetFilter = builder.inputType('DatasetFilter', {
  description: 'Conditions on datasets. All that are given must hold.',
  fields: (t) => ({
    organizationSlug: t.string({ description: 'Slug of the organization that owns the dataset.' }),
    statuses: t.field({
      type: [DatasetStatusEnum],
      description: 'Statuses, of which the dataset has one. An empty list matches nothing.',
    }),
    text: t.string({
      description:
        'Words in the name, slug or description, in the syntax of `ItemFilter.text`. Any part of a word matches in the name and slug, whole words in the description. The last word may be a beginning. At most 500 characters.',
    }),
  }),
});

export const DatasetOrder = builder.inputType('DatasetOrder', {
  description: 'Order of a list of datasets.',
  fields: (t) => ({
    field: t.field({
      type: builder.enumType('DatasetOrderField', {
        description: 'Field by which datasets are sorted.',
        values: {
          UPDATED_AT: { description: 'Time of the last publish or change.' },
          NAME: { description: 'Name in natural order: img1, img2, img10. Case and accents decide last.' },
        } satisfies Record<DatasetOrderField, object>,
      }),
      required: true,
      description: 'Field by which datasets are sorted.',
    }),
    direction: t.field({
      type: OrderDirection,
      required: true,
      defaultValue: 'ASC',
      description: 'Direction of the order. Default: `ASC`.',
    }),
  }),
});
