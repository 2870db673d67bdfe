import type { ItemFilter as ItemFilterShape } from '#domain/items/item-filter.ts';
import type { ItemOrder as ItemOrderShape } from '#domain/items/item-order.ts';
import type { OrderDirection as OrderDirectionName } from '#domain/paging/order-direction.ts';
import { builder } from './builder.ts';
import { ItemTypeEnum } from './enums.ts';

const TagFilter = builder.inputType('TagFilter', {
  description:
    'Conditions on the tags of an item; those given must all hold. Tags compare letter by letter, in either normal form of Unicode. At most 20 in all.',
  fields: (t) => ({
    all: t.stringList({ description: 'Has each of these. An empty list states no condition.' }),
    any: t.stringList({ description: 'Has at least one of these. An empty list matches nothing.' }),
    none: t.stringList({ description: 'Has none of these. An empty list states no condition.' }),
  }),
});

const MetadataRange = builder.inputType('MetadataRange', {
  description: 'Between two numbers, or two texts that compare letter by letter.',
  fields: (t) => ({
    gte: t.field({ type: 'JSON', description: 'This or more.' }),
    gt: t.field({ type: 'JSON', description: 'More than this.' }),
    lte: t.field({ type: 'JSON', description: 'This or less.' }),
    lt: t.field({ type: 'JSON', description: 'Less than this.' }),
  }),
});

const MetadataFilter = builder.inputType('MetadataFilter', {
  description:
    'A condition on what stands at a path of the metadata; what is given must all hold. Values are of the type that the schema of the organization gives the path.',
  fields: (t) => ({
    path: t.stringList({
      required: true,
      description: 'The names that lead there, such as `["camera", "iso"]`; in a list, the index from 0.',
    }),
    equals: t.field({ type: 'JSON', description: 'Is exactly this.' }),
    in: t.field({ type: ['JSON'], description: 'Is one of these; at most 100. An empty list matches nothing.' }),
    range: t.field({ type: MetadataRange, description: 'Lies in this range.' }),
    exists: t.boolean({ description: 'Whether anything stands there.' }),
  }),
});

const AnnotationFilter = builder.inputType('AnnotationFilter', {
  description: 'Has an annotation for which all that is given holds.',
  fields: (t) => ({
    label: t.string({ description: 'With exactly this label.' }),
    minConfidence: t.float({ description: 'With this confidence or more; one without a confidence has none.' }),
  }),
});

const DateTimeRange = builder.inputType('DateTimeRange', {
  description: 'Between two moments.',
  fields: (t) => ({
    from: t.field({ type: 'DateTime', description: 'Then or later.' }),
    before: t.field({ type: 'DateTime', description: 'Earlier than then.' }),
  }),
});

export const ItemFilter = builder.inputRef<ItemFilterShape>('ItemFilter').implement({
  description:
    'Which items; conditions that are given must all hold. At most 50 conditions in all, and 5 filters in each other.',
  fields: (t) => ({
    types: t.field({ type: [ItemTypeEnum], description: 'Is of one of these types. An empty list matches nothing.' }),
    tags: t.field({ type: TagFilter, description: 'Conditions on its tags.' }),
    text: t.string({
      description:
        'Has these words in its title, key, tags, text and transcript together; the last may be a beginning. `"…"` keeps words together, `or` gives a choice, `-` excludes. Case and accents do not matter.',
    }),
    metadata: t.field({ type: [MetadataFilter], description: 'Conditions on its metadata; all of them.' }),
    annotation: t.field({ type: AnnotationFilter, description: 'Has such an annotation.' }),
    hasTranscript: t.boolean({ description: 'Whether it has a transcript.' }),
    createdAt: t.field({ type: DateTimeRange, description: 'Was created between these moments.' }),
    and: t.field({ type: [ItemFilter], description: 'All of these hold. An empty list states no condition.' }),
    or: t.field({ type: [ItemFilter], description: 'At least one of these holds. An empty list matches nothing.' }),
    not: t.field({ type: ItemFilter, description: 'This does not hold.' }),
  }),
});

const ItemOrderField = builder.enumType('ItemOrderField', {
  description: 'What items are put in order by. Equal values stand in the order of POSITION.',
  values: {
    POSITION: { description: 'The order in which keys were first published.' },
    CREATED_AT: { description: 'When they were created, as the publisher says.' },
    TITLE: {
      description:
        'The natural order of their titles, or of keys where they have none: numbers by value, accents and case second. By the first 200 characters.',
    },
    KEY: { description: 'The natural order of their keys, as for TITLE.' },
    BYTE_SIZE: { description: 'The size of their files together.' },
    DURATION: { description: 'How long they play; what does not play comes last, whichever end is first.' },
    RELEVANCE: {
      description:
        'How well they match `filter.text`: DESC has the best first. All that is found is ranked, so common words cost more.',
    },
  } satisfies Record<ItemOrderShape['field'], object>,
});

export const OrderDirection = builder.enumType('OrderDirection', {
  description: 'Which end comes first.',
  values: {
    ASC: { description: 'The smallest, the oldest.' },
    DESC: { description: 'The largest, the newest.' },
  } satisfies Record<OrderDirectionName, object>,
});

export const ItemOrder = builder.inputType('ItemOrder', {
  description: 'The order of a list of items.',
  fields: (t) => ({
    field: t.field({ type: ItemOrderField, required: true, description: 'What they are put in order by.' }),
    direction: t.field({
      type: OrderDirection,
      required: true,
      defaultValue: 'ASC',
      description: 'Which end comes first.',
    }),
  }),
});
