import { Forbidden } from '../errors.ts';
import type { Viewer } from '../viewer.ts';

/**
 * Returns the id of a member who may annotate. Members may annotate what they see, whatever their role. A token also
 * needs the scope PUBLISH, because a token that only reads writes nothing.
 */
export function requireAnnotator(viewer: Viewer): string {
  if (viewer.share || viewer.userId === null)
    throw new Forbidden('Only members can annotate. A share link is read-only.');
  if (viewer.kind === 'TOKEN' && !viewer.scopes.has('PUBLISH')) {
    throw new Forbidden('This needs a token with the scope PUBLISH.');
  }
  return viewer.userId;
}
