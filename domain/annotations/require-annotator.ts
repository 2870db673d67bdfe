import { requirePermission } from '../access/membership.ts';
import { Forbidden } from '../errors.ts';
import type { Viewer } from '../viewer.ts';

/** Returns the id of a member who may annotate in the organization of what the viewer sees. */
export function requireAnnotator(viewer: Viewer, orgId: string): string {
  if (viewer.share || viewer.userId === null)
    throw new Forbidden('Only members can annotate. A share link is read-only.');
  requirePermission(viewer, 'ANNOTATE', orgId, 'item');
  return viewer.userId;
}
