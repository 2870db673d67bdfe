import { type Role, TokenScope } from '#prisma/client/enums.ts';

/** Kinds of viewers, by the credential of the request. */
export type ViewerKind = 'PERSON' | 'TOKEN' | 'SHARE_LINK' | 'ANONYMOUS';

/**
 * The sender of a request: a person in a browser, a pipeline's token, the holder of a share link, or an anonymous
 * client.
 */
export interface Viewer {
  kind: ViewerKind;
  userId: string | null;
  /** Id of the browser session of the request. */
  sessionId: string | null;
  tokenId: string | null;
  /**
   * Role of the viewer in each organization. A token has the role of its user, only in the organization of the token.
   */
  memberships: ReadonlyMap<string, Role>;
  /** Scopes of the credential. A person in a browser has all scopes. */
  scopes: ReadonlySet<TokenScope>;
  /** Ids of the datasets to which the token is limited, or null if it is not limited. */
  datasetIds: ReadonlySet<string> | null;
  /** Share link of the request, with the dataset that its holder may see. Null for other viewers. */
  share: {
    id: string;
    orgId: string;
    datasetId: string;
    /** Number of the only revision that the link shows. Null if it shows the current revision. */
    revision: number | null;
    /** Whether a link to one revision also shows annotations of reviewers. */
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

/** Returns the organizations whose rows the statements of this viewer may access. Row-level security uses this list. */
export function organizationsOf(viewer: Viewer): string[] {
  const orgIds = [...viewer.memberships.keys()];
  if (viewer.share) orgIds.push(viewer.share.orgId);
  return orgIds;
}
