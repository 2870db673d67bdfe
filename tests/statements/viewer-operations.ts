import type { Scene } from './scene.ts';

export interface ViewerOperation {
  variables: (scene: Scene) => Record<string, unknown>;
  /** Maximum number of statements, not counting the authentication of the caller. */
  statements: number;
}

const list = { organization: 'lumen', slug: 'birds' };
const filter = { tags: { all: ['rain'] } };
const inOrg = (statements: number): ViewerOperation => ({ variables: () => ({ org: 'lumen' }), statements });
const inDataset = (statements: number): ViewerOperation => ({
  variables: () => ({ org: 'lumen', slug: 'birds' }),
  statements,
});

/**
 * Maximum number of statements of each query of the viewer, for any page size. A new query must be added here. A number
 * may only be lowered.
 */
export const viewerOperations: Record<string, ViewerOperation> = {
  AccessLog: { variables: () => ({ org: 'lumen', filter: { actions: ['ASSET_URL'] } }), statements: 7 },
  BadUploads: { variables: ({ session }) => ({ id: session }), statements: 2 },
  BrowserSessions: { variables: () => ({}), statements: 1 },
  DatasetAccess: inDataset(1),
  DatasetExports: { variables: () => list, statements: 3 },
  DatasetList: { variables: () => ({ organization: 'lumen' }), statements: 2 },
  DatasetNames: inOrg(1),
  DatasetPage: { variables: () => list, statements: 1 },
  ExportedDataset: { variables: () => list, statements: 1 },
  ExportFiles: { variables: ({ exported }) => ({ id: exported }), statements: 6 },
  Facets: {
    variables: () => ({ ...list, filter, otherThanType: filter, isFiltered: true, isTyped: true }),
    statements: 6,
  },
  Grants: inDataset(3),
  IngestSession: { variables: ({ session }) => ({ id: session }), statements: 2 },
  IngestSessions: inOrg(3),
  InvitationPage: { variables: () => ({ secret: 'guessed' }), statements: 3 },
  Invitations: inOrg(3),
  IssuesReport: { variables: ({ session }) => ({ id: session }), statements: 1 },
  ItemAnchors: { variables: () => ({ ...list, filter, every: 10 }), statements: 6 },
  ItemByKey: { variables: () => ({ org: 'lumen', dataset: 'birds', key: 'k1' }), statements: 1 },
  ItemPage: { variables: () => ({ ...list, filter, first: 100, isAround: false }), statements: 11 },
  ItemPanel: { variables: ({ item }) => ({ id: item }), statements: 6 },
  ManifestIssues: {
    variables: ({ session }) => ({ id: session, code: 'INVALID_JSON', first: 50 }),
    statements: 2,
  },
  MemberNames: inOrg(3),
  Members: inOrg(3),
  MintSignedUrls: { variables: ({ assets }) => ({ inline: assets, attachments: [assets[0]] }), statements: 5 },
  MoreAnnotations: {
    variables: ({ item, annotationCursor }) => ({ id: item, after: annotationCursor }),
    statements: 5,
  },
  MoreTranscript: {
    variables: ({ item, transcriptCursor }) => ({ id: item, after: transcriptCursor }),
    statements: 4,
  },
  OrganizationId: inOrg(1),
  OrganizationTokens: inOrg(4),
  OwnTokens: { variables: () => ({}), statements: 3 },
  PinnedRevision: { variables: () => list, statements: 3 },
  Rendition: { variables: ({ item }) => ({ item }), statements: 6 },
  RevisionDiff: { variables: () => ({ ...list, from: 1, to: 2 }), statements: 6 },
  RevisionList: { variables: () => list, statements: 3 },
  SearchResults: { variables: () => ({ organization: 'lumen', query: 'heard' }), statements: 11 },
  ShareLinks: inDataset(3),
  SignedIn: { variables: () => ({}), statements: 3 },
  SignInMethods: { variables: () => ({}), statements: 0 },
  WebhookDeliveries: { variables: ({ webhook }) => ({ webhook }), statements: 6 },
  Webhooks: inOrg(4),
};
