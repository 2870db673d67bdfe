import { isDeepStrictEqual } from 'node:util';
import { isObject } from '#formats/is-object.ts';
import { keysOf } from '#formats/keys-of.ts';
import type { AssetRole, ItemType } from '#prisma/client/enums.ts';

export type ItemField = 'TYPE' | 'TITLE' | 'TAGS' | 'METADATA' | 'CREATED_AT' | 'ASSETS' | 'ANNOTATIONS';

/** State of an item, with the properties that a manifest sets. */
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
  /** JSON pointer to the value in the metadata (RFC 6901). Null for other fields. */
  pointer: string | null;
  /** Role of the file that differs. Null for other fields. */
  role: AssetRole | null;
  before: unknown;
  after: unknown;
}

/** Maximum number of differing places in the metadata. If there are more, the result contains the whole metadata. */
const toldPlaces = 100;

/** Values of a field in both states, with their place in the field. */
interface ComparedValues {
  was: unknown;
  is: unknown;
  pointer?: string;
  role?: AssetRole;
}

/** Functions that return the values to compare, for each field. The fields are in the order of an item's page. */
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

/** Returns the differences between two states of an item, in the order of an item's page. */
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

/** Compares a list as one value, because readers rarely want differences by index. */
function differingPlaces(was: unknown, is: unknown, pointer: string): Difference[] {
  if (!isObject(was) || !isObject(is)) return isDeepStrictEqual(was, is) ? [] : [{ pointer, was, is }];
  return [...new Set([...Object.keys(was), ...Object.keys(is)])].toSorted().flatMap((name) => {
    const place = `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    return differingPlaces(was[name] ?? null, is[name] ?? null, place);
  });
}
