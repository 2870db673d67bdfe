import { isId } from '#domain/ids.ts';

export const idOfNoRow = '00000000-0000-0000-0000-000000000000';

/** Returns the id to look a row up by: the one that a client sent, or an id that no row has if that is not a UUID. */
export function rowId(id: string): string {
  return isId(id) ? id : idOfNoRow;
}
