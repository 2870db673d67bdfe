import type { ItemType } from '../gql/graphql.ts';
import * as strings from './strings.ts';

export function isItemType(value: string): value is ItemType {
  return Object.hasOwn(strings.types, value);
}

/** Returns the name of a type in a URL and in a sentence. */
export const nameOfType = (type: ItemType): string => type.toLowerCase();
export const titleOfType = (type: ItemType): string => strings.types[type];

/** Reads a type from a URL, in upper or lower case. Undefined for unknown types. */
export function typeFromName(name: string): ItemType | undefined {
  const type = name.toUpperCase();
  return isItemType(type) ? type : undefined;
}
