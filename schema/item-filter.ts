import type { ItemFilter as ItemFilterShape } from '#domain/items/item-filter.ts';
import type { ItemOrder as ItemOrderShape } from '#domain/items/item-order.ts';
import type { OrderDirection as OrderDirectionName } from '#domain/paging/order-direction.ts';
import { builder } from './builder.ts';
import { ItemTypeEnum } from './enums.ts';

const TagFilter = builder.inputType('TagFilter', {
  description:
    'Conditions on the tags of an item; those given must all hold. At most 20 tags in all lists together. Tags are compared letter by letter, in either normal form of Unicode.',
  fields: (t) => ({
    all: t.stringList({ description: 'Tags that the item all has. An empty list states no condition.' }),
    any: t.stringList({ description: 'Tags of which the item has at least one. An empty list matches nothing.' }),
    none: t.stringList({ description: 'Tags of which the item has none. An empty list states no condition.' }),
    anyPrefix: t.stringList({
      description: 'Beginnings of tags: the item has a tag with at least one of them. An empty list matches nothing.',
    }),
    ignoreCase: t.boolean({ description: 'Comparison without case, in all of these lists. False by default.' }),
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
    contains: t.field({
      type: 'JSON',
      description:
        'Element of the list that stands there: one text, number, boolean or null. Other values have no elements.',
    }),
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

const ByteCountRange = builder.inputType('ByteCountRange', {
  description: 'Range of sizes in bytes. The ends that are given must hold; without any, it states no condition.',
  fields: (t) => ({
    gte: t.field({ type: 'ByteCount', description: 'Smallest size, included.' }),
    gt: t.field({ type: 'ByteCount', description: 'Smallest size, excluded.' }),
    lte: t.field({ type: 'ByteCount', description: 'Largest size, included.' }),
    lt: t.field({ type: 'ByteCount', description: 'Largest size, excluded.' }),
  }),
});

const SecondsRange = builder.inputType('SecondsRange', {
  description: 'Range of times in seconds. The ends that are given must hold; without any, it states no condition.',
  fields: (t) => ({
    gte: t.float({ description: 'Shortest time, included.' }),
    gt: t.float({ description: 'Shortest time, excluded.' }),
    lte: t.float({ description: 'Longest time, included.' }),
    lt: t.float({ description: 'Longest time, excluded.' }),
  }),
});

export const ItemFilter = builder.inputRef<ItemFilterShape>('ItemFilter').implement({
  description:
    'Which items; conditions that are given must all hold. At most 50 conditions in all, and 5 filters in each other.',
  fields: (t) => ({
    types: t.field({ type: [ItemTypeEnum], description: 'Is of one of these types. An empty list matches nothing.' }),
    keys: t.stringList({
      description: 'Keys, compared byte by byte; at most 100. An empty list matches nothing.',
    }),
    contentTypes: t.stringList({
      description:
        'Content types of the primary file, such as `image/png`, in any case; at most 20. An empty list matches nothing.',
    }),
    tags: t.field({ type: TagFilter, description: 'Conditions on its tags.' }),
    titleContains: t.string({
      description:
        'Part of the title, in any case and either normal form of Unicode; at most 500 characters. An item without a title does not match. An empty text states no condition.',
    }),
    text: t.string({
      description:
        'Has these words in its title, key, tags, text and transcript together; the last may be a beginning. `"…"` keeps words together, `or` gives a choice, `-` excludes. Case and accents do not matter.',
    }),
    metadata: t.field({ type: [MetadataFilter], description: 'Conditions on its metadata; all of them.' }),
    annotation: t.field({ type: AnnotationFilter, description: 'Has such an annotation.' }),
    hasTranscript: t.boolean({ description: 'Whether it has a transcript.' }),
    createdAt: t.field({ type: DateTimeRange, description: 'Was created between these moments.' }),
    byteSize: t.field({
      type: ByteCountRange,
      description: 'Size of its own files together in bytes, as `Item.byteSize`.',
    }),
    durationSeconds: t.field({
      type: SecondsRange,
      description: 'Playing time in seconds. An item that does not play, or is not measured yet, does not match.',
    }),
    changedSinceRevisionNumber: t.int({
      description:
        'Number of the last revision that you have read, 0 or more: items that were added or changed after it. `Dataset.diff` also lists removed ones.',
    }),
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
