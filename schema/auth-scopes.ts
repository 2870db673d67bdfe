import { may } from '#domain/access/membership.ts';
import type { Context } from '#domain/context.ts';
import { hasJustSignedIn } from './just-signed-in.ts';

export interface AuthScopes {
  /** Open to everybody, signed in or not. */
  anyone: boolean;
  /** Some credential was recognised: a person, a token or a share link. */
  recognised: boolean;
  /** The request has signed in the person with this id. */
  signedIn: string;
  /** May read in the organization with this id, or holds a share link of it. */
  member: string;
  /** May read in the organization with this id as a member of it, not by a share link. */
  colleague: string;
  /** May publish in the organization with this id. */
  publisher: string;
  /** May administer the organization with this id. */
  admin: string;
}

/** What holds for whoever asks: a plain answer, or one for each organization or person. */
export function scopesOf(context: Context) {
  const { viewer } = context;
  return {
    anyone: true,
    signedIn: (userId: string) => hasJustSignedIn(context, userId),
    recognised: viewer.kind !== 'ANONYMOUS',
    member: (orgId: string) => may(viewer, 'READ', orgId) || viewer.share?.orgId === orgId,
    colleague: (orgId: string) => may(viewer, 'READ', orgId),
    publisher: (orgId: string) => may(viewer, 'PUBLISH', orgId),
    admin: (orgId: string) => may(viewer, 'ADMIN', orgId),
  };
}
