import * as fc from 'fast-check';
import type { ItemFilter } from '#domain/items/item-filter.ts';
import type { ItemOrder } from '#domain/items/item-order.ts';
import type { ItemState } from './item-model.ts';

// Few values, so that many items have equal ones and many filters match some.
const tag = fc.constantFrom('rain', 'night', '真');
const tagsOfItem = fc.constantFrom('rain', 'night', '真', 'Rain', 'rainbow');
const label = fc.constantFrom('bird', 'tree');
const place = fc.constantFrom('lake', 'wood');
const confidence = fc.constantFrom(0.25, 0.75);
const end = fc.constantFrom(0, 1, 2, 3, null);
const day = fc.integer({ min: 0, max: 3 }).map((days) => new Date(Date.UTC(2020, 0, 1 + days, 0, 0, 0, days)));

export const itemState: fc.Arbitrary<ItemState> = fc.record({
  type: fc.constantFrom('IMAGE', 'TEXT', 'AUDIO'),
  title: fc.constantFrom(null, 'Ä', 'a heron', 'Heron', 'B', '真', 'k1', 'k10', 'k02'),
  tags: fc.uniqueArray(tagsOfItem, { maxLength: 3 }),
  metadata: fc.record(
    { count: fc.integer({ min: 0, max: 3 }), place, seen: fc.subarray(['owl', 1, '1']) },
    { requiredKeys: [] },
  ),
  createdAt: day,
  byteSize: fc.integer({ min: 0, max: 3 }),
  durationSeconds: fc.constantFrom(null, 0, 0.1, 1 / 3, 1e21),
  labels: fc.array(fc.record({ label, confidence: fc.option(confidence) }), { maxLength: 2 }),
  hasTranscript: fc.boolean(),
  contentType: fc.constantFrom('image/png', 'text/plain', null),
});

export const itemOrder: fc.Arbitrary<ItemOrder> = fc.record({
  field: fc.constantFrom('POSITION', 'CREATED_AT', 'TITLE', 'KEY', 'BYTE_SIZE', 'DURATION'),
  direction: fc.constantFrom('ASC', 'DESC'),
});

/** One condition of each kind. A new kind of filter must be added here and in the model. */
export const conditions: {
  [Field in Exclude<keyof ItemFilter, 'and' | 'or' | 'not'>]-?: fc.Arbitrary<ItemFilter[Field]>;
} = {
  types: fc.constantFrom(['IMAGE' as const], ['TEXT' as const, 'AUDIO' as const]),
  keys: fc.subarray(['k1', 'k2', 'k3', 'k9', 'K1', 'none']),
  contentTypes: fc.constantFrom(['image/png'], ['IMAGE/PNG', 'text/plain; charset=ascii'], ['image/jpeg'], []),
  tags: fc.record({
    all: fc.uniqueArray(tag, { maxLength: 2 }),
    any: fc.uniqueArray(tag, { maxLength: 2 }),
    none: fc.uniqueArray(fc.constantFrom('rain', 'night'), { maxLength: 1 }),
    anyPrefix: fc.constantFrom(null, null, ['ra'], ['RAIN', 'n'], []),
    ignoreCase: fc.boolean(),
  }),
  titleContains: fc.constantFrom('H', 'ero', 'ä', 'k1', '.', ''),
  text: fc.constantFrom('her', 'heron', 'k1', 'K', 'nothing'),
  metadata: fc
    .oneof(
      fc.record({ path: fc.constant(['place']), equals: place }),
      fc.record({ path: fc.constant(['count']), in: fc.constant([1, 2]) }),
      fc.record({ path: fc.constant(['count']), range: fc.constantFrom({ gte: 1 }, { lt: 2 }, { gte: 1, lt: 3 }) }),
      fc.record({ path: fc.constantFrom(['place'], ['count']), exists: fc.boolean() }),
      fc.record({ path: fc.constant(['seen']), contains: fc.constantFrom('owl', 1, '1', 2) }),
    )
    .map((condition) => [condition]),
  annotation: fc.record({ label, minConfidence: confidence }, { requiredKeys: [] }),
  hasTranscript: fc.boolean(),
  createdAt: fc.record({ from: day, before: day }, { requiredKeys: [] }),
  byteSize: fc.record({ gte: end, gt: end, lte: end, lt: end }, { requiredKeys: [] }),
  durationSeconds: fc.record({ gte: end, gt: end, lte: end, lt: end }, { requiredKeys: [] }),
  changedSinceRevisionNumber: fc.integer({ min: 0, max: 3 }),
};

const simpleFilter: fc.Arbitrary<ItemFilter> = fc.oneof(fc.constant({}), fc.record(conditions).chain(oneOrTwoOf));

/** Draws one or two conditions of all: more would match nothing. */
function oneOrTwoOf(full: ItemFilter): fc.Arbitrary<ItemFilter> {
  const names = Object.keys(full) as (keyof ItemFilter)[];
  return fc
    .subarray(names, { maxLength: 2 })
    .map((chosen) => Object.fromEntries(chosen.map((name) => [name, full[name]])));
}

export const itemFilter: fc.Arbitrary<ItemFilter> = fc.oneof(
  { weight: 3, arbitrary: simpleFilter },
  { weight: 1, arbitrary: simpleFilter.map((not) => ({ not })) },
  { weight: 1, arbitrary: fc.tuple(simpleFilter, simpleFilter).map((or) => ({ or })) },
  { weight: 1, arbitrary: fc.tuple(simpleFilter, simpleFilter).map((and) => ({ and })) },
);

/** A change between two pages. Numbers select the rows. */
export type Change =
  | {
      kind: 'publish';
      added: ItemState[];
      changed: { index: number; state: ItemState; keepsPlace: boolean }[];
      removed: number[];
    }
  | { kind: 'stage'; added: ItemState[] }
  | { kind: 'deleteRow'; index: number }
  | { kind: 'deleteCursorRow' };

const index = fc.nat(99);
const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({
    kind: fc.constant('publish' as const),
    added: fc.array(itemState, { maxLength: 3 }),
    changed: fc.array(fc.record({ index, state: itemState, keepsPlace: fc.boolean() }), { maxLength: 3 }),
    removed: fc.array(index, { maxLength: 2 }),
  }),
  fc.record({ kind: fc.constant('stage' as const), added: fc.array(itemState, { minLength: 1, maxLength: 3 }) }),
  fc.record({ kind: fc.constant('deleteRow' as const), index }),
  fc.record({ kind: fc.constant('deleteCursorRow' as const) }),
);

/** One page of a walk: its size, and the changes before its request. */
export interface Step {
  size: number;
  changes: Change[];
}

export interface Walk {
  items: ItemState[];
  filter: ItemFilter;
  orderBy: ItemOrder;
  backward: boolean;
  /** Whether the walk stays at its first revision. */
  pinned: boolean;
  /** Steps that are repeated until the last page. */
  steps: Step[];
}

export const walk: fc.Arbitrary<Walk> = fc.record({
  items: fc.array(itemState, { minLength: 6, maxLength: 30, size: 'max' }),
  filter: itemFilter,
  orderBy: itemOrder,
  backward: fc.boolean(),
  pinned: fc.boolean(),
  steps: fc.array(
    fc.record({ size: fc.integer({ min: 1, max: 5 }), changes: fc.array(change, { maxLength: 2, size: 'max' }) }),
    {
      minLength: 1,
      maxLength: 5,
    },
  ),
});
