import { builder } from './builder.ts';
import { ItemTypeEnum } from './enums.ts';

const TagFilter = builder.inputType('TagFilter', {
  description:
    'Conditions on the tags of an item; those given must all hold. Tags compare letter by letter. At most 20 in all.',
  fields: (t) => ({
    all: t.stringList({ description: 'Has each of these.' }),
    any: t.stringList({ description: 'Has at least one of these.' }),
    none: t.stringList({ description: 'Has none of these.' }),
  }),
});

export const ItemFilter = builder.inputType('ItemFilter', {
  description: 'Which items; conditions that are given must all hold.',
  fields: (t) => ({
    types: t.field({ type: [ItemTypeEnum], description: 'Is of one of these types.' }),
    tags: t.field({ type: TagFilter, description: 'Conditions on its tags.' }),
  }),
});

const ItemOrderField = builder.enumType('ItemOrderField', {
  description: 'What items are put in order by. Equal values stand in the order of POSITION.',
  values: {
    POSITION: { description: 'The order in which keys were first published.' },
    CREATED_AT: { description: 'When they were created, as the publisher says.' },
    BYTE_SIZE: { description: 'The size of their files together.' },
  } as const,
});

export const OrderDirection = builder.enumType('OrderDirection', {
  description: 'Which end comes first.',
  values: {
    ASC: { description: 'The smallest, the oldest.' },
    DESC: { description: 'The largest, the newest.' },
  } as const,
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
