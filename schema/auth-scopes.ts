import { may } from '#domain/access/membership.ts';
import type { Context } from '#domain/context.ts';
import { hasJustSignedIn } from './just-signed-in.ts';

export interface AuthScopes {
  /** Everybody, signed in or not. */
  anyone: boolean;
  /** Everybody with a valid credential: a person, a token or a share link. */
  authenticated: boolean;
  /** The request has signed in the person with this id. */
  signedIn: string;
  /** The viewer may read in the organization with this id, or holds a share link of it. */
  member: string;
  /** The viewer may read in the organization with this id as a member, not by a share link. */
  colleague: string;
  /** The viewer may publish in the organization with this id. */
  publisher: string;
  /** The viewer may administer the organization with this id. */
  admin: string;
}

/** Returns the scopes of the viewer: a boolean, or a function of the id of an organization or person. */
export function scopesOf(context: Context) {
  const { viewer } = context;
  return {
    anyone: true,
    signedIn: (userId: string) => hasJustSignedIn(context, userId),
    authenticated: viewer.kind !== 'ANONYMOUS',
    member: (orgId: string) => may(viewer, 'READ', orgId) || viewer.share?.orgId === orgId,
    colleague: (orgId: string) => may(viewer, 'READ', orgId),
    publisher: (orgId: string) => may(viewer, 'PUBLISH', orgId),
    admin: (orgId: string) => may(viewer, 'ADMIN', orgId),
  };
}
