import { Forbidden } from '../errors.ts';
import type { Viewer } from '../viewer.ts';

/**
 * Lets members annotate what they see, whatever their role, and answers who they are. Of a program it takes the scope
 * PUBLISH: a token that reads writes nothing.
 */
export function requireAnnotator(viewer: Viewer): string {
  if (viewer.share || viewer.userId === null) throw new Forbidden('Members annotate; a share link only shows.');
  if (viewer.kind === 'TOKEN' && !viewer.scopes.has('PUBLISH')) {
    throw new Forbidden('This takes a token with the scope PUBLISH.');
  }
  return viewer.userId;
}
