import { type GraphQLObjectType, getNamedType } from 'graphql';

/**
 * Types that every caller may receive, signed in or not. They are the roots, whose fields have their own rules, and
 * errors, which only repeat the caller's action. Others are the types that signing in needs.
 */
export const openToEverybody = [
  /^(Query|Mutation|Subscription)$/,
  /^(AlreadyExists|Forbidden|IdempotencyConflict|InvalidInput|LastOwner|LimitExceeded|MailUnavailable|NotFound|PartsMissing)$/,
  /^(PublishInProgress|RateLimited|SessionClosed|StorageUnavailable|Unauthenticated|UploadsMissing|ValidationFailed|VersionConflict)$/,
  /^(IdentityProvider|SignInMethods|InvitationOffer|SharedView)$/,
];

/**
 * Returns whether a type is the result of a mutation that everybody may receive. Such a type states the scope, and none
 * of its fields is a text that could be a secret.
 */
export function isOpenResult(type: GraphQLObjectType, scopes: unknown): boolean {
  if (!type.name.endsWith('Success') || typeof scopes !== 'object' || scopes === null) return false;
  const hasText = Object.values(type.getFields()).some((field) =>
    ['String', 'ID', 'JSON'].includes(getNamedType(field.type).name),
  );
  return 'anyone' in scopes && !hasText;
}

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
