import { type Role, TokenScope } from '#prisma/client/enums.ts';

/** Who asks: a person in a browser, a pipeline's token, the holder of a share link, or nobody known. */
export interface Viewer {
  kind: 'PERSON' | 'TOKEN' | 'SHARE_LINK' | 'ANONYMOUS';
  userId: string | null;
  /** The browser session that carries the request. */
  sessionId: string | null;
  tokenId: string | null;
  /** Role by organization. A token's is its user's role, in the token's organization alone. */
  memberships: ReadonlyMap<string, Role>;
  /** What the credential allows; a person's allows everything the role does. */
  scopes: ReadonlySet<TokenScope>;
  /** The only datasets a limited token reaches; null means no such limit. */
  datasetIds: ReadonlySet<string> | null;
  /** What a share link shows, and nothing else. */
  share: {
    id: string;
    orgId: string;
    datasetId: string;
    /** The one revision it shows. Null if it shows the current one. */
    revision: number | null;
    /** Whether a pinned link also shows what reviewers say. */
    withReviews: boolean;
    expiresAt: Date;
  } | null;
}

export const anonymous: Viewer = {
  kind: 'ANONYMOUS',
  userId: null,
  sessionId: null,
  tokenId: null,
  memberships: new Map(),
  scopes: new Set(),
  datasetIds: null,
  share: null,
};

export const everyScope: ReadonlySet<TokenScope> = new Set<TokenScope>(Object.values(TokenScope));

/** The organizations whose rows this viewer's statements may touch: the second wall's setting. */
export function organizationsOf(viewer: Viewer): string[] {
  const orgIds = [...viewer.memberships.keys()];
  if (viewer.share) orgIds.push(viewer.share.orgId);
  return orgIds;
}
