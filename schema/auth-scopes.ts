import { may } from '#domain/access/membership.ts';
import type { Context } from '#domain/context.ts';
import { hasJustSignedIn } from './just-signed-in.ts';

export interface AuthScopes {
  /** Scope of every request, even without a credential. */
  anyone: boolean;
  /** Scope of requests with a valid credential: of a person, a token or a share link. */
  authenticated: boolean;
  /** Scope of a request that has just signed in the person with this id. */
  signedIn: string;
  /** Scope of viewers who may read in the organization with this id, and of holders of a share link of it. */
  member: string;
  /** Scope of viewers who may read in the organization with this id. Excludes holders of a share link. */
  colleague: string;
  /** Scope of viewers who may publish in the organization with this id. */
  publisher: string;
  /** Scope of viewers who may administer the organization with this id. */
  admin: string;
}

/**
 * Returns the value of each scope for the viewer: a boolean, or a function that takes the id of an organization or
 * person.
 */
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
