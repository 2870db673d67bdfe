import { requirePermission } from '../access/membership.ts';
import { Forbidden } from '../errors.ts';
import type { Viewer } from '../viewer.ts';

/** Returns the user id of the viewer. Throws unless the viewer is a member who may annotate in the organization. */
export function requireAnnotator(viewer: Viewer, orgId: string): string {
  if (viewer.share || viewer.userId === null)
    throw new Forbidden('Only members can annotate. A share link is read-only.');
  requirePermission(viewer, 'ANNOTATE', orgId, 'item');
  return viewer.userId;
}
