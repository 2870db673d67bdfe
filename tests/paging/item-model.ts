import type { ItemFilter } from '#domain/items/item-filter.ts';
import type { ItemOrder } from '#domain/items/item-order.ts';
import type { MetadataCondition } from '#domain/items/metadata-condition.ts';
import { essenceOf } from '#formats/content-type.ts';
import { compareCodePoints, naturalKey } from '#formats/natural-order.ts';
import type { ItemType } from '#prisma/client/enums.ts';

/** Properties of a key in one of its states. */
export interface ItemState {
  type: ItemType;
  title: string | null;
  tags: string[];
  metadata: { count?: number; place?: string; seen?: (string | number)[] };
  createdAt: Date;
  byteSize: number;
  durationSeconds: number | null;
  labels: { label: string; confidence: number | null }[];
  hasTranscript: boolean;
  /** Content type of the primary file. Null without a file. */
  contentType: 'image/png' | 'text/plain' | null;
}

/** A row of the table: one state of a key, and the revisions that have it. */
export interface ItemRow extends ItemState {
  key: string;
  position: number;
  since: number;
  until: number | null;
}

/** Computes the content of a list at a revision, in order, in memory. It shares no code with the server. */
export function listOf(rows: readonly ItemRow[], revision: number, filter: ItemFilter, order: ItemOrder): ItemRow[] {
  return rows
    .filter(({ since, until }) => since <= revision && (until === null || until > revision))
    .filter((row) => matches(row, filter))
    .sort(comparePlaces(order));
}

/** Returns a function that compares two rows by an order. */
export function comparePlaces({ field, direction }: ItemOrder): (one: ItemRow, other: ItemRow) => number {
  const sign = direction === 'ASC' ? 1 : -1;
  const value = (row: ItemRow): number => {
    if (field === 'CREATED_AT') return row.createdAt.getTime();
    if (field === 'BYTE_SIZE') return row.byteSize;
    // Items without a duration come last in both directions.
    if (field === 'DURATION') return row.durationSeconds ?? sign * Number.MAX_VALUE;
    return row.position;
  };
  return (one, other) => {
    return (
      sign *
      (compareCodePoints(nameOf(one, field), nameOf(other, field)) ||
        value(one) - value(other) ||
        one.position - other.position)
    );
  };
}

/** Returns the place of a row in an order, to compare it with an earlier place. */
export function placeOf(row: ItemRow, { field }: ItemOrder): string {
  const value = {
    POSITION: null,
    CREATED_AT: row.createdAt,
    TITLE: row.title ?? row.key,
    KEY: row.key,
    BYTE_SIZE: row.byteSize,
    DURATION: row.durationSeconds,
    // The model has no ranking, so it only covers the other orders.
    RELEVANCE: null,
  }[field];
  return JSON.stringify([value, row.position]);
}

/** Returns the text that an order by names compares. Empty for other orders. */
function nameOf({ title, key }: ItemRow, field: ItemOrder['field']): string {
  if (field === 'TITLE') return naturalKey(title ?? key);
  return field === 'KEY' ? naturalKey(key) : '';
}

function matches(row: ItemRow, filter: ItemFilter): boolean {
  const { types, tags, text, metadata, annotation, hasTranscript, createdAt, and, or, not } = filter;
  const { keys, contentTypes, titleContains, byteSize, durationSeconds, changedSinceRevisionNumber } = filter;
  const inCase = (text: string) => (tags?.ignoreCase ? text.toLowerCase() : text);
  const has = (tag: string) => row.tags.some((each) => inCase(each) === inCase(tag));
  return [
    !types || types.includes(row.type),
    !keys || keys.includes(row.key),
    !contentTypes || contentTypes.some((type) => essenceOf(type) === row.contentType),
    !titleContains || row.title?.toLowerCase().includes(titleContains.toLowerCase()) === true,
    isIn(row.byteSize, byteSize),
    isIn(row.durationSeconds, durationSeconds),
    changedSinceRevisionNumber == null || row.since > changedSinceRevisionNumber,
    !tags?.anyPrefix || tags.anyPrefix.some((start) => row.tags.some((tag) => inCase(tag).startsWith(inCase(start)))),
    (tags?.all ?? []).every(has),
    !tags?.any || tags.any.some(has),
    !(tags?.none ?? []).some(has),
    !text || wordsOf(row).some((word) => word.startsWith(text.toLowerCase())),
    (metadata ?? []).every((condition) => hasMetadata(row, condition)),
    !annotation ||
      row.labels.some(
        ({ label, confidence }) =>
          (annotation.label == null || label === annotation.label) &&
          (annotation.minConfidence == null || (confidence !== null && confidence >= annotation.minConfidence)),
      ),
    hasTranscript == null || row.hasTranscript === hasTranscript,
    !createdAt?.from || row.createdAt >= createdAt.from,
    !createdAt?.before || row.createdAt < createdAt.before,
    (and ?? []).every((part) => matches(row, part)),
    !or || or.some((part) => matches(row, part)),
    !not || !matches(row, not),
  ].every(Boolean);
}

function isIn(value: number | null, range: ItemFilter['byteSize']): boolean {
  const { gte, gt, lte, lt } = range ?? {};
  const ends = [gte, gt, lte, lt].filter((end) => end != null);
  if (ends.length === 0) return true;
  if (value === null) return false;
  return value >= (gte ?? value) && value > (gt ?? -1) && value <= (lte ?? value) && value < (lt ?? Infinity);
}

function wordsOf({ title, key }: ItemRow): string[] {
  return `${title ?? ''} ${key}`.toLowerCase().split(/[^\p{L}\p{N}]+/u);
}

function hasMetadata(row: ItemRow, { path, equals, in: values, range, exists, contains }: MetadataCondition): boolean {
  const value = row.metadata[path[0] as keyof ItemState['metadata']];
  return [
    equals === undefined || value === equals,
    !values || values.includes(value),
    contains === undefined || (Array.isArray(value) && (value as unknown[]).includes(contains)),
    range?.gte == null || (typeof value === 'number' && value >= Number(range.gte)),
    range?.lt == null || (typeof value === 'number' && value < Number(range.lt)),
    exists == null || (value !== undefined) === exists,
  ].every(Boolean);
}
