/* eslint-disable */
import * as types from './graphql.ts';



/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "\n  query FindDataset($organization: String!, $dataset: String!) {\n    organization(slug: $organization) { id }\n    dataset(organization: $organization, slug: $dataset) { id revision { number } }\n  }\n": typeof types.FindDatasetDocument,
    "\n  mutation CreateDataset($organization: ID!, $slug: String!, $name: String!, $description: String) {\n    createDataset(input: { organization: $organization, slug: $slug, name: $name, description: $description }) {\n      __typename\n      ... on CreateDatasetSuccess { dataset { id } }\n      ... on Error { code message }\n    }\n  }\n": typeof types.CreateDatasetDocument,
    "\n  mutation OpenIngestSession($dataset: ID!, $mode: IngestMode!, $message: String, $idempotencyKey: String!) {\n    openIngestSession(\n      input: { dataset: $dataset, mode: $mode, message: $message, idempotencyKey: $idempotencyKey }\n    ) {\n      __typename\n      ... on OpenIngestSessionSuccess { session { id state progress { filesDeclared } } }\n      ... on Error { code message }\n    }\n  }\n": typeof types.OpenIngestSessionDocument,
    "\n  mutation PublishIngestSession(\n    $session: ID!\n    $items: [JSON!]\n    $manifestSha256: String\n    $expectedRevision: Int\n    $dryRun: Boolean!\n  ) {\n    publishIngestSession(\n      input: {\n        session: $session\n        items: $items\n        manifestSha256: $manifestSha256\n        expectedRevision: $expectedRevision\n        dryRun: $dryRun\n      }\n    ) {\n      __typename\n      ... on PublishIngestSessionSuccess {\n        outcome {\n          __typename\n          ... on PublishSucceeded { noop revision { number } }\n          ... on DryRunPassed { itemCount }\n        }\n      }\n      ... on UploadsMissing { missingCount filenames }\n      ... on VersionConflict { currentRevision }\n      ... on ValidationFailed { issueCount }\n      ... on Error { code message }\n    }\n  }\n": typeof types.PublishIngestSessionDocument,
    "\n  query FollowSession($session: ID!) {\n    node(id: $session) {\n      ... on IngestSession {\n        state\n        phase\n        itemCount\n        itemsStaged\n        failure\n        issueCount\n        progress { filesVerified filesDeclared }\n      }\n    }\n  }\n": typeof types.FollowSessionDocument,
    "\n  mutation RequestUploads($session: ID!, $files: [DeclaredFile!]!) {\n    requestUploads(input: { session: $session, files: $files }) {\n      __typename\n      ... on RequestUploadsSuccess {\n        answers {\n          __typename\n          ... on UploadTarget { url headers { name value } expiresAt }\n          ... on MultipartUploadTarget { uploadId partByteSize partCount arrivedParts }\n          ... on UploadRejected { code message }\n        }\n      }\n      ... on Error { code message }\n    }\n  }\n": typeof types.RequestUploadsDocument,
    "\n  mutation RequestUploadParts($uploadId: ID!, $parts: [DeclaredPart!]!) {\n    requestUploadParts(input: { uploadId: $uploadId, parts: $parts }) {\n      __typename\n      ... on RequestUploadPartsSuccess { targets { url headers { name value } } }\n      ... on Error { code message }\n    }\n  }\n": typeof types.RequestUploadPartsDocument,
    "\n  mutation CompleteMultipartUpload($uploadId: ID!, $parts: [DeclaredPart!]!) {\n    completeMultipartUpload(input: { uploadId: $uploadId, parts: $parts }) {\n      __typename\n      ... on Error { code message }\n    }\n  }\n": typeof types.CompleteMultipartUploadDocument,
};
const documents: Documents = {
    "\n  query FindDataset($organization: String!, $dataset: String!) {\n    organization(slug: $organization) { id }\n    dataset(organization: $organization, slug: $dataset) { id revision { number } }\n  }\n": types.FindDatasetDocument,
    "\n  mutation CreateDataset($organization: ID!, $slug: String!, $name: String!, $description: String) {\n    createDataset(input: { organization: $organization, slug: $slug, name: $name, description: $description }) {\n      __typename\n      ... on CreateDatasetSuccess { dataset { id } }\n      ... on Error { code message }\n    }\n  }\n": types.CreateDatasetDocument,
    "\n  mutation OpenIngestSession($dataset: ID!, $mode: IngestMode!, $message: String, $idempotencyKey: String!) {\n    openIngestSession(\n      input: { dataset: $dataset, mode: $mode, message: $message, idempotencyKey: $idempotencyKey }\n    ) {\n      __typename\n      ... on OpenIngestSessionSuccess { session { id state progress { filesDeclared } } }\n      ... on Error { code message }\n    }\n  }\n": types.OpenIngestSessionDocument,
    "\n  mutation PublishIngestSession(\n    $session: ID!\n    $items: [JSON!]\n    $manifestSha256: String\n    $expectedRevision: Int\n    $dryRun: Boolean!\n  ) {\n    publishIngestSession(\n      input: {\n        session: $session\n        items: $items\n        manifestSha256: $manifestSha256\n        expectedRevision: $expectedRevision\n        dryRun: $dryRun\n      }\n    ) {\n      __typename\n      ... on PublishIngestSessionSuccess {\n        outcome {\n          __typename\n          ... on PublishSucceeded { noop revision { number } }\n          ... on DryRunPassed { itemCount }\n        }\n      }\n      ... on UploadsMissing { missingCount filenames }\n      ... on VersionConflict { currentRevision }\n      ... on ValidationFailed { issueCount }\n      ... on Error { code message }\n    }\n  }\n": types.PublishIngestSessionDocument,
    "\n  query FollowSession($session: ID!) {\n    node(id: $session) {\n      ... on IngestSession {\n        state\n        phase\n        itemCount\n        itemsStaged\n        failure\n        issueCount\n        progress { filesVerified filesDeclared }\n      }\n    }\n  }\n": types.FollowSessionDocument,
    "\n  mutation RequestUploads($session: ID!, $files: [DeclaredFile!]!) {\n    requestUploads(input: { session: $session, files: $files }) {\n      __typename\n      ... on RequestUploadsSuccess {\n        answers {\n          __typename\n          ... on UploadTarget { url headers { name value } expiresAt }\n          ... on MultipartUploadTarget { uploadId partByteSize partCount arrivedParts }\n          ... on UploadRejected { code message }\n        }\n      }\n      ... on Error { code message }\n    }\n  }\n": types.RequestUploadsDocument,
    "\n  mutation RequestUploadParts($uploadId: ID!, $parts: [DeclaredPart!]!) {\n    requestUploadParts(input: { uploadId: $uploadId, parts: $parts }) {\n      __typename\n      ... on RequestUploadPartsSuccess { targets { url headers { name value } } }\n      ... on Error { code message }\n    }\n  }\n": types.RequestUploadPartsDocument,
    "\n  mutation CompleteMultipartUpload($uploadId: ID!, $parts: [DeclaredPart!]!) {\n    completeMultipartUpload(input: { uploadId: $uploadId, parts: $parts }) {\n      __typename\n      ... on Error { code message }\n    }\n  }\n": types.CompleteMultipartUploadDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query FindDataset($organization: String!, $dataset: String!) {\n    organization(slug: $organization) { id }\n    dataset(organization: $organization, slug: $dataset) { id revision { number } }\n  }\n"): typeof import('./graphql.ts').FindDatasetDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateDataset($organization: ID!, $slug: String!, $name: String!, $description: String) {\n    createDataset(input: { organization: $organization, slug: $slug, name: $name, description: $description }) {\n      __typename\n      ... on CreateDatasetSuccess { dataset { id } }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').CreateDatasetDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation OpenIngestSession($dataset: ID!, $mode: IngestMode!, $message: String, $idempotencyKey: String!) {\n    openIngestSession(\n      input: { dataset: $dataset, mode: $mode, message: $message, idempotencyKey: $idempotencyKey }\n    ) {\n      __typename\n      ... on OpenIngestSessionSuccess { session { id state progress { filesDeclared } } }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').OpenIngestSessionDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation PublishIngestSession(\n    $session: ID!\n    $items: [JSON!]\n    $manifestSha256: String\n    $expectedRevision: Int\n    $dryRun: Boolean!\n  ) {\n    publishIngestSession(\n      input: {\n        session: $session\n        items: $items\n        manifestSha256: $manifestSha256\n        expectedRevision: $expectedRevision\n        dryRun: $dryRun\n      }\n    ) {\n      __typename\n      ... on PublishIngestSessionSuccess {\n        outcome {\n          __typename\n          ... on PublishSucceeded { noop revision { number } }\n          ... on DryRunPassed { itemCount }\n        }\n      }\n      ... on UploadsMissing { missingCount filenames }\n      ... on VersionConflict { currentRevision }\n      ... on ValidationFailed { issueCount }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').PublishIngestSessionDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query FollowSession($session: ID!) {\n    node(id: $session) {\n      ... on IngestSession {\n        state\n        phase\n        itemCount\n        itemsStaged\n        failure\n        issueCount\n        progress { filesVerified filesDeclared }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').FollowSessionDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RequestUploads($session: ID!, $files: [DeclaredFile!]!) {\n    requestUploads(input: { session: $session, files: $files }) {\n      __typename\n      ... on RequestUploadsSuccess {\n        answers {\n          __typename\n          ... on UploadTarget { url headers { name value } expiresAt }\n          ... on MultipartUploadTarget { uploadId partByteSize partCount arrivedParts }\n          ... on UploadRejected { code message }\n        }\n      }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').RequestUploadsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RequestUploadParts($uploadId: ID!, $parts: [DeclaredPart!]!) {\n    requestUploadParts(input: { uploadId: $uploadId, parts: $parts }) {\n      __typename\n      ... on RequestUploadPartsSuccess { targets { url headers { name value } } }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').RequestUploadPartsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CompleteMultipartUpload($uploadId: ID!, $parts: [DeclaredPart!]!) {\n    completeMultipartUpload(input: { uploadId: $uploadId, parts: $parts }) {\n      __typename\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').CompleteMultipartUploadDocument;


export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}
