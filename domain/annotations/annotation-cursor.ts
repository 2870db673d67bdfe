import { isId } from '../ids.ts';
import { badCursor, decodeCursor } from '../paging/cursor.ts';

/** Returns the annotation id in a cursor of a list of annotations. */
export function readAnnotationCursor(cursor: string, argument: string): string {
  const [id] = decodeCursor('annotations', cursor, 1, argument);
  if (typeof id !== 'string' || !isId(id)) throw badCursor(argument);
  return id;
}
