import type { ItemType } from '../gql/graphql.ts';
import * as strings from './strings.ts';

export function isItemType(value: string): value is ItemType {
  return Object.hasOwn(strings.types, value);
}

/** Returns the name of an item type for URLs and sentences. */
export const nameOfType = (type: ItemType): string => type.toLowerCase();
export const titleOfType = (type: ItemType): string => strings.types[type];

/** Returns the item type with this name, in upper or lower case. Undefined if the name is unknown. */
export function typeFromName(name: string): ItemType | undefined {
  const type = name.toUpperCase();
  return isItemType(type) ? type : undefined;
}
