import { type Role, TokenScope } from '#prisma/client/enums.ts';

/** The kinds of credentials, and none. */
export type ViewerKind = 'PERSON' | 'TOKEN' | 'SHARE_LINK' | 'ANONYMOUS';

/**
 * The sender of a request: a person in a browser, a pipeline's token, the holder of a share link, or an anonymous
 * client.
 */
export interface Viewer {
  kind: ViewerKind;
  userId: string | null;
  /** The browser session of the request. */
  sessionId: string | null;
  tokenId: string | null;
  /** Role by organization. A token has its user's role, only in the token's organization. */
  memberships: ReadonlyMap<string, Role>;
  /** Scopes of the credential. A person in a browser has all scopes. */
  scopes: ReadonlySet<TokenScope>;
  /** The only datasets that a limited token reaches, or null if it is not limited. */
  datasetIds: ReadonlySet<string> | null;
  /** The content of a share link, which is all that its holder may see. */
  share: {
    id: string;
    orgId: string;
    datasetId: string;
    /** The only revision that it shows, or null if it shows the current one. */
    revision: number | null;
    /** Whether a pinned link also shows annotations of reviewers. */
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

/** Returns the organizations whose rows this viewer's statements may access. Row-level security uses this setting. */
export function organizationsOf(viewer: Viewer): string[] {
  const orgIds = [...viewer.memberships.keys()];
  if (viewer.share) orgIds.push(viewer.share.orgId);
  return orgIds;
}
