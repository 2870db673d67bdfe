/**
 * The result for each kind of caller: for each root field, and for each list with a separate rule.
 *
 *   y  allowed: it succeeds, or fails only because of its input.
 *   f  FORBIDDEN: the caller may see the object, but not do this.
 *   n  NOT_FOUND, or null: as if the object did not exist.
 *   u  UNAUTHENTICATED: the caller must sign in first.
 *
 * The first columns are an anonymous caller, the holder of a share link of the dataset, and a stranger (owner of
 * another organization). Then come VIEWER, PUBLISHER, ADMIN and OWNER of the organization, each with a browser. The
 * last columns are tokens of an owner with the scopes READ, READ + PUBLISH, all three, and READ + PUBLISH limited to
 * another dataset.
 *
 * A new root field needs a row here and an operation in operations.ts.
 */
export const matrix: Record<string, string> = {
  'Query.dataset': 'u y n y y y y y y y n',
  'Query.datasets': 'u y n y y y y y y y n',
  'Query.invitation': 'n n n n n n n n n n n',
  'Query.node': 'n y n y y y y y y y n',
  'Query.nodes': 'n y n y y y y y y y n',
  'Query.organization': 'u y n y y y y y y y y',
  'Query.search': 'u y n y y y y y y y n',
  'Query.server': 'u y y y y y y y y y y',
  'Query.signInMethods': 'y y y y y y y y y y y',
  'Query.viewer': 'n y y y y y y y y y y',
  'Organization.accessLog': 'u f n f f y y f f y f',
  'Organization.datasets': 'u y n y y y y y y y n',
  'Organization.events': 'u f n y y y y y y y y',
  'Organization.ingestSessions': 'u f n f y y y f y y y',
  'Organization.invitations': 'u f n f f y y f f y f',
  'Organization.members': 'u f n y y y y y y y f',
  'Organization.tokens': 'u f n f f y y f f y f',
  'Organization.webhooks': 'u f n f f y y f f y f',
  'Webhook.deliveries': 'n n n n n y y n n y n',
  'Dataset.exports': 'u f n y y y y y y y n',
  'Dataset.grants': 'u f n f f y y f f y n',
  'Dataset.ingestSessions': 'u f n f y y y f y y n',
  'Dataset.revision': 'u y n y y y y y y y n',
  'Dataset.shareLinks': 'u f n f y y y f y y n',
  'DatasetRevision.items': 'u y n y y y y y y y n',
  'Viewer.browserSessions': 'n f y y y y y f f f f',
  'Viewer.exports': 'n f y y y y y y y y y',
  'Mutation.abandonIngestSession': 'u n n f y y y f y y n',
  'Mutation.acceptInvitation': 'n f n n n n n f f f f',
  'Mutation.archiveDataset': 'u n n f y y y f y y n',
  'Mutation.changePassword': 'u f y y y y y f f f f',
  'Mutation.completeMultipartUpload': 'u n n f y y y f y y n',
  'Mutation.completePasswordReset': 'y y y y y y y y y y y',
  'Mutation.createAnnotation': 'u f n y y y y f y y n',
  'Mutation.createApiToken': 'u n n y y y y f f y f',
  'Mutation.createDataset': 'u n n f y y y f y y f',
  'Mutation.createShareLink': 'u n n f y y y f y y n',
  'Mutation.deleteAnnotation': 'u f n f f y y f f y n',
  'Mutation.deleteDatasetRevision': 'u n n f f y y f f y n',
  'Mutation.exportDataset': 'u f n y y y y y y y n',
  'Mutation.grantDatasetAccess': 'u n n f f y y f f y n',
  'Mutation.inviteMember': 'u n n f f y y f f y f',
  'Mutation.leaveOrganization': 'u n n y y y y f f y f',
  'Mutation.openIngestSession': 'u n n f y y y f y y n',
  'Mutation.openShareLink': 'n n n n n n n n n n n',
  'Mutation.publishIngestSession': 'u n n f y y y f y y n',
  'Mutation.removeMember': 'u n n f f y y f f y f',
  'Mutation.requestPasswordReset': 'y y y y y y y y y y y',
  'Mutation.requestRendition': 'u y n y y y y y y y n',
  'Mutation.requestUploadParts': 'u n n f y y y f y y n',
  'Mutation.requestUploads': 'u n n f y y y f y y n',
  'Mutation.retryProcessing': 'u n n f y y y f y y n',
  'Mutation.revokeApiToken': 'u n n n n y y n n y n',
  'Mutation.revokeBrowserSession': 'u f n n n n n f f f f',
  'Mutation.revokeDatasetAccess': 'u n n f f y y f f y n',
  'Mutation.revokeInvitation': 'u n n f f y y f f y f',
  'Mutation.revokeShareLink': 'u n n n y y y n y y n',
  'Mutation.setItemSchema': 'u n n f f y y f f y f',
  'Mutation.setMemberRole': 'u n n f f y y f f y f',
  'Mutation.setRevisionRetention': 'u n n f f y y f f y n',
  'Mutation.signIn': 'y y y y y y y y y y y',
  'Mutation.signOut': 'y y y y y y y y y y y',
  'Mutation.signOutEverywhere': 'u f y y y y y f f f f',
  'Mutation.updateAnnotation': 'u f n f f y y f f y n',
  'Mutation.updateDataset': 'u n n f y y y f y y n',
  'Mutation.createWebhook': 'u n n f f y y f f y f',
  'Mutation.deleteWebhook': 'u n n n n y y n n y n',
  'Mutation.redeliver': 'u n n n n y y n n y n',
  'Mutation.rotateWebhookSecret': 'u n n n n y y n n y n',
  'Mutation.testWebhook': 'u n n n n y y n n y n',
  'Mutation.updateWebhook': 'u n n n n y y n n y n',
  'Subscription.ingestSession': 'u n n f y y y f y y n',
};
