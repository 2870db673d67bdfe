import { isDeepStrictEqual } from 'node:util';
import { isObject } from '#formats/is-object.ts';
import { keysOf } from '#formats/keys-of.ts';
import type { AssetRole, ItemType } from '#prisma/client/enums.ts';

export type ItemField = 'TYPE' | 'TITLE' | 'TAGS' | 'METADATA' | 'CREATED_AT' | 'ASSETS' | 'ANNOTATIONS';

/** A state of an item, as its manifest described it. */
export interface ItemState {
  type: ItemType;
  title: string | null;
  tags: string[];
  metadata: unknown;
  createdAt: Date;
  assets: { role: AssetRole; ordinal: number; filename: string | null; sha256: string; contentType: string }[];
  annotations: { kind: string; label: string; confidence: number | null; geometry: unknown; note: string | null }[];
}

/** One difference between two states of an item. */
export interface ItemFieldChange {
  field: ItemField;
  /** Place in the metadata (RFC 6901). */
  pointer: string | null;
  /** The role of the file. */
  role: AssetRole | null;
  before: unknown;
  after: unknown;
}

/** Maximum number of places in the metadata that are listed. If more differ, the whole metadata are given instead. */
const toldPlaces = 100;

/** Values of a field before and after, with their place in the field. */
interface ComparedValues {
  was: unknown;
  is: unknown;
  pointer?: string;
  role?: AssetRole;
}

/** Returns the values to compare of each field, in the order in which an item is read. */
const comparedFields: Record<ItemField, (before: ItemState, after: ItemState) => ComparedValues[]> = {
  TYPE: (before, after) => [{ was: before.type, is: after.type }],
  TITLE: (before, after) => [{ was: before.title, is: after.title }],
  TAGS: (before, after) => [{ was: before.tags, is: after.tags }],
  CREATED_AT: (before, after) => [{ was: before.createdAt.toISOString(), is: after.createdAt.toISOString() }],
  METADATA: (before, after) => {
    const places = differingPlaces(before.metadata, after.metadata, '');
    return places.length > toldPlaces ? [{ was: before.metadata, is: after.metadata, pointer: '' }] : places;
  },
  ASSETS: (before, after) =>
    filePlaces(before, after).map((place) => ({
      was: fileAt(before, place),
      is: fileAt(after, place),
      role: place.role,
    })),
  ANNOTATIONS: (before, after) => [{ was: annotationsWithout(before, after), is: annotationsWithout(after, before) }],
};

/** Returns the differences between two states of an item, in the order in which an item is read. */
export function compareItems(before: ItemState, after: ItemState): ItemFieldChange[] {
  return keysOf(comparedFields).flatMap((field) =>
    comparedFields[field](before, after)
      .filter(({ was, is }) => !isDeepStrictEqual(was, is))
      .map(({ was, is, pointer = null, role = null }) => ({ field, pointer, role, before: was, after: is })),
  );
}

function fileAt({ assets }: ItemState, { role, ordinal }: FilePlace) {
  const file = assets.find((asset) => asset.role === role && asset.ordinal === ordinal);
  return file ? { filename: file.filename, contentType: file.contentType, sha256: file.sha256 } : null;
}

function annotationsWithout(these: ItemState, others: ItemState) {
  return these.annotations.filter((one) => !others.annotations.some((other) => isDeepStrictEqual(one, other)));
}

interface FilePlace {
  role: AssetRole;
  ordinal: number;
}

function filePlaces(before: ItemState, after: ItemState): FilePlace[] {
  const places = [...before.assets, ...after.assets].map(
    ({ role, ordinal }) => [`${role} ${ordinal}`, { role, ordinal }] as const,
  );
  return [...new Map(places).values()];
}

interface Difference {
  pointer: string;
  was: unknown;
  is: unknown;
}

/** Compares lists as a whole, because a difference by index is rarely what the reader wants. */
function differingPlaces(was: unknown, is: unknown, pointer: string): Difference[] {
  if (!isObject(was) || !isObject(is)) return isDeepStrictEqual(was, is) ? [] : [{ pointer, was, is }];
  return [...new Set([...Object.keys(was), ...Object.keys(is)])].toSorted().flatMap((name) => {
    const place = `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    return differingPlaces(was[name] ?? null, is[name] ?? null, place);
  });
}
