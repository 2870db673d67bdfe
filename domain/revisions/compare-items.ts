import { isDeepStrictEqual } from 'node:util';
import type { AssetRole, ItemType } from '#prisma/client/enums.ts';

export type ItemField = 'TYPE' | 'TITLE' | 'TAGS' | 'METADATA' | 'CREATED_AT' | 'ASSETS' | 'ANNOTATIONS';

/** A state of an item, as its manifest said it. */
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
  /** Where in the metadata (RFC 6901). */
  pointer: string | null;
  /** The role of the file. */
  role: AssetRole | null;
  before: unknown;
  after: unknown;
}

/** Places in the metadata that are told one by one; where there are more, the whole is told instead. */
const toldPlaces = 100;

/** What is different between two states of an item, in the order in which an item is read. */
export function compareItems(before: ItemState, after: ItemState): ItemFieldChange[] {
  const changes: ItemFieldChange[] = [];
  const add = (field: ItemField, was: unknown, is: unknown, place: Partial<ItemFieldChange> = {}) => {
    if (!isDeepStrictEqual(was, is)) {
      changes.push({ field, pointer: null, role: null, before: was, after: is, ...place });
    }
  };
  add('TYPE', before.type, after.type);
  add('TITLE', before.title, after.title);
  add('TAGS', before.tags, after.tags);
  add('CREATED_AT', before.createdAt.toISOString(), after.createdAt.toISOString());
  const places = differingPlaces(before.metadata, after.metadata, '');
  if (places.length > toldPlaces) add('METADATA', before.metadata, after.metadata, { pointer: '' });
  else for (const { pointer, was, is } of places) add('METADATA', was, is, { pointer });
  for (const { role, ordinal } of filePlaces(before, after)) {
    const fileOf = (state: ItemState) => {
      const file = state.assets.find((asset) => asset.role === role && asset.ordinal === ordinal);
      return file ? { filename: file.filename, contentType: file.contentType, sha256: file.sha256 } : null;
    };
    add('ASSETS', fileOf(before), fileOf(after), { role });
  }
  const without = (these: ItemState, others: ItemState) =>
    these.annotations.filter((one) => !others.annotations.some((other) => isDeepStrictEqual(one, other)));
  add('ANNOTATIONS', without(before, after), without(after, before));
  return changes;
}

function filePlaces(before: ItemState, after: ItemState): { role: AssetRole; ordinal: number }[] {
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

function differingPlaces(was: unknown, is: unknown, pointer: string): Difference[] {
  if (!isObject(was) || !isObject(is)) return isDeepStrictEqual(was, is) ? [] : [{ pointer, was, is }];
  return [...new Set([...Object.keys(was), ...Object.keys(is)])].toSorted().flatMap((name) => {
    const place = `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    return differingPlaces(was[name] ?? null, is[name] ?? null, place);
  });
}

/** Lists differ as a whole: what moved in one is rarely what was meant. */
function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
