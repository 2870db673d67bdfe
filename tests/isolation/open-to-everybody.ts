/**
 * Types that every caller may receive, signed in or not. They are the roots, whose fields have their own rules, and
 * results and errors, which only repeat the caller's action. Others are the types that signing in needs.
 */
export const openToEverybody = [
  /^(Query|Mutation|Subscription)$/,
  /Success$/,
  /^(AlreadyExists|Forbidden|IdempotencyConflict|InvalidInput|LastOwner|LimitExceeded|MailUnavailable|NotFound|PartsMissing)$/,
  /^(PublishInProgress|RateLimited|SessionClosed|StorageDown|Unauthenticated|UploadsMissing|ValidationFailed|VersionConflict)$/,
  /^(IdentityProvider|SignInMethods|InvitationOffer|SharedView)$/,
];

/** Root fields that every caller may use. */
export const rootFieldsOpenToEverybody = [
  'Query.invitation',
  'Query.node',
  'Query.nodes',
  'Query.signInMethods',
  'Query.viewer',
  'Mutation.acceptInvitation',
  'Mutation.completePasswordReset',
  'Mutation.openShareLink',
  'Mutation.requestPasswordReset',
  'Mutation.signIn',
  'Mutation.signOut',
];
