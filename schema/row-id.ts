import { isId } from '#domain/ids.ts';

const idOfNoRow = '00000000-0000-0000-0000-000000000000';

/** The id to look a row up by: what a client sent, or, when that is no UUID at all, an id that no row has. */
export function rowId(id: string): string {
  return isId(id) ? id : idOfNoRow;
}
