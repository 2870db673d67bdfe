/**
 * The types that are given to anybody, signed in or not: the roots, whose fields have rules of their own; answers and
 * errors, which say nothing but what the caller did; and what one needs to know in order to come in.
 */
export const openToEverybody = [
  /^(Query|Mutation|Subscription)$/,
  /Success$/,
  /^(AlreadyExists|Forbidden|IdempotencyConflict|InvalidInput|LastOwner|LimitExceeded|MailUnavailable|NotFound|PartsMissing)$/,
  /^(PublishInProgress|RateLimited|SessionClosed|StorageDown|Unauthenticated|UploadsMissing|ValidationFailed|VersionConflict)$/,
  /^(IdentityProvider|SignInMethods|InvitationOffer|SharedView)$/,
  /^(PasswordChanged|PasswordResetRequested|SignedOut|SignedOutEverywhere)$/,
];

/** The root fields that answer anybody. */
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
