import type { ItemFilter as ItemFilterShape } from '#domain/items/item-filter.ts';
import type { ItemOrder as ItemOrderShape } from '#domain/items/item-order.ts';
import type { OrderDirection as OrderDirectionName } from '#domain/paging/order-direction.ts';
import { builder } from './builder.ts';
import { ItemTypeEnum } from './enums.ts';

const TagFilter = builder.inputType('TagFilter', {
  description:
    'Conditions on the tags of an item. All that are given must hold. At most 20 tags in all lists together. Tags are compared letter by letter, in either normal form of Unicode.',
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
  description: 'Range of numbers, or of texts that are compared letter by letter.',
  fields: (t) => ({
    gte: t.field({ type: 'JSON', description: 'Lower end, included.' }),
    gt: t.field({ type: 'JSON', description: 'Lower end, excluded.' }),
    lte: t.field({ type: 'JSON', description: 'Upper end, included.' }),
    lt: t.field({ type: 'JSON', description: 'Upper end, excluded.' }),
  }),
});

const MetadataFilter = builder.inputType('MetadataFilter', {
  description:
    'Conditions on the value at a path of the metadata. All that are given must hold. Values have the type that the schema of the organization gives the path.',
  fields: (t) => ({
    path: t.stringList({
      required: true,
      description:
        'Names that lead to the value, such as `["camera", "iso"]`. For an element of a list, its index from 0.',
    }),
    equals: t.field({ type: 'JSON', description: 'Value that it equals.' }),
    in: t.field({
      type: ['JSON'],
      description: 'Values, of which it equals one, at most 100. An empty list matches nothing.',
    }),
    range: t.field({ type: MetadataRange, description: 'Range that contains it.' }),
    contains: t.field({
      type: 'JSON',
      description:
        'Element of the list that stands there: one text, number, boolean or null. Other values have no elements.',
    }),
    exists: t.boolean({ description: 'Whether there is a value at the path.' }),
  }),
});

const AnnotationFilter = builder.inputType('AnnotationFilter', {
  description: 'Conditions on one annotation of the item. All that are given must hold.',
  fields: (t) => ({
    label: t.string({ description: 'Label of the annotation, exactly.' }),
    minConfidence: t.float({
      description: 'Minimum confidence, from 0 to 1. Annotations without a confidence do not match.',
    }),
  }),
});

const DateTimeRange = builder.inputType('DateTimeRange', {
  description: 'Half-open range of times.',
  fields: (t) => ({
    from: t.field({ type: 'DateTime', description: 'Start of the range, included.' }),
    before: t.field({ type: 'DateTime', description: 'End of the range, excluded.' }),
  }),
});

const ByteCountRange = builder.inputType('ByteCountRange', {
  description: 'Range of sizes in bytes. All ends that are given must hold. Without any, it states no condition.',
  fields: (t) => ({
    gte: t.field({ type: 'ByteCount', description: 'Smallest size, included.' }),
    gt: t.field({ type: 'ByteCount', description: 'Smallest size, excluded.' }),
    lte: t.field({ type: 'ByteCount', description: 'Largest size, included.' }),
    lt: t.field({ type: 'ByteCount', description: 'Largest size, excluded.' }),
  }),
});

const SecondsRange = builder.inputType('SecondsRange', {
  description: 'Range of times in seconds. All ends that are given must hold. Without any, it states no condition.',
  fields: (t) => ({
    gte: t.float({ description: 'Shortest time, included.' }),
    gt: t.float({ description: 'Shortest time, excluded.' }),
    lte: t.float({ description: 'Longest time, included.' }),
    lt: t.float({ description: 'Longest time, excluded.' }),
  }),
});

export const ItemFilter = builder.inputRef<ItemFilterShape>('ItemFilter').implement({
  description:
    'Conditions on items. All that are given must hold. At most 50 conditions in all, in filters nested at most 5 deep.',
  fields: (t) => ({
    types: t.field({
      type: [ItemTypeEnum],
      description: 'Types, of which the item has one. An empty list matches nothing.',
    }),
    keys: t.stringList({
      description:
        'Keys, of which the item has one, compared byte by byte. At most 100. An empty list matches nothing.',
    }),
    contentTypes: t.stringList({
      description:
        'Content types of the primary file, such as `text/plain`, compared without case and without parameters such as `charset`. At most 20. An empty list matches nothing.',
    }),
    tags: t.field({ type: TagFilter, description: 'Conditions on the tags of the item.' }),
    titleContains: t.string({
      description:
        'Part of the title, in any case and either normal form of Unicode. At most 500 characters. An item without a title does not match. An empty text states no condition.',
    }),
    text: t.string({
      description:
        'Words in the title, key, tags, text and transcript together. The last may be a beginning. `"…"` keeps words together, `or` gives a choice, `-` excludes. Case and accents do not matter.',
    }),
    metadata: t.field({ type: [MetadataFilter], description: 'Conditions on the metadata, which must all hold.' }),
    annotation: t.field({ type: AnnotationFilter, description: 'Conditions on one of its annotations.' }),
    hasTranscript: t.boolean({ description: 'Whether the item has a transcript.' }),
    createdAt: t.field({ type: DateTimeRange, description: 'Range of the time of creation.' }),
    byteSize: t.field({
      type: ByteCountRange,
      description: 'Size of its published files together in bytes, as `Item.byteSize`.',
    }),
    durationSeconds: t.field({
      type: SecondsRange,
      description: 'Playing time in seconds. An item that does not play, or is not measured yet, does not match.',
    }),
    changedSinceRevisionNumber: t.int({
      description:
        'Number of the last revision that you have read, 0 or more: items that were added or changed after it. `Dataset.diff` also lists removed ones.',
    }),
    and: t.field({ type: [ItemFilter], description: 'Filters that must all hold. An empty list states no condition.' }),
    or: t.field({
      type: [ItemFilter],
      description: 'Filters, of which at least one must hold. An empty list matches nothing.',
    }),
    not: t.field({ type: ItemFilter, description: 'Filter that must not hold.' }),
  }),
});

const ItemOrderField = builder.enumType('ItemOrderField', {
  description: 'Field by which items are sorted. Equal values stand in the order of `POSITION`.',
  values: {
    POSITION: { description: 'Order in which keys were first published.' },
    CREATED_AT: { description: 'Time of creation that the publisher gave.' },
    TITLE: {
      description:
        'Title in natural order, or the key if there is none: numbers by value, accents and case second. The first 200 characters count.',
    },
    KEY: { description: 'Key in natural order, as for `TITLE`.' },
    BYTE_SIZE: { description: 'Size of the published files together.' },
    DURATION: { description: 'Duration of the recording. Items without one come last in both directions.' },
    RELEVANCE: {
      description:
        'Rank for the words of `filter.text`, the best first with `DESC`. All matches are ranked, so common words cost more.',
    },
  } satisfies Record<ItemOrderShape['field'], object>,
});

export const OrderDirection = builder.enumType('OrderDirection', {
  description: 'Direction in which a list is sorted.',
  values: {
    ASC: { description: 'Ascending: the smallest or oldest first.' },
    DESC: { description: 'Descending: the largest or newest first.' },
  } satisfies Record<OrderDirectionName, object>,
});

export const ItemOrder = builder.inputType('ItemOrder', {
  description: 'Order of a list of items.',
  fields: (t) => ({
    field: t.field({ type: ItemOrderField, required: true, description: 'Field by which items are sorted.' }),
    direction: t.field({
      type: OrderDirection,
      required: true,
      defaultValue: 'ASC',
      description: 'Direction of the order. Default: `ASC`.',
    }),
  }),
});
