import { isId } from '#domain/ids.ts';

export const idOfNoRow = '00000000-0000-0000-0000-000000000000';

/** Returns the id to find a row by: the client's id if it is a UUID, else an id that no row has. */
export function rowId(id: string): string {
  return isId(id) ? id : idOfNoRow;
}
