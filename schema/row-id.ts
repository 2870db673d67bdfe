import { isId } from '#domain/ids.ts';

export const idOfNoRow = '00000000-0000-0000-0000-000000000000';

/** Returns the id if it is a UUID, otherwise an id without a row. Clients can send any text as an id. */
export function rowId(id: string): string {
  return isId(id) ? id : idOfNoRow;
}
