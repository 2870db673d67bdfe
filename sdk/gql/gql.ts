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
    "\n  query IssuesFile($session: ID!) { node(id: $session) { __typename ... on IngestSession { issuesFile { url } } } }\n": typeof types.IssuesFileDocument,
    "\n  query FindRevision($organization: String!, $dataset: String!) {\n    dataset(organizationSlug: $organization, slug: $dataset) { revision { number } }\n  }\n": typeof types.FindRevisionDocument,
    "\n  fragment PulledItem on Item {\n    id\n    key\n    type\n    title\n    tags\n    metadata\n    createdAt\n    assets { id role derived sha256 byteSize contentType filename }\n    annotations(first: 20) { ...PulledAnnotations }\n  }\n": typeof types.PulledItemFragmentDoc,
    "\n  fragment PulledAnnotations on AnnotationConnection {\n    pageInfo { hasNextPage endCursor }\n    edges { node { kind label confidence source geometry } }\n  }\n": typeof types.PulledAnnotationsFragmentDoc,
    "\n  query PulledItems($organization: String!, $dataset: String!, $revision: Int!, $first: Int!, $after: String) {\n    dataset(organizationSlug: $organization, slug: $dataset) {\n      items(first: $first, after: $after, revisionNumber: $revision) {\n        totalCount\n        pageInfo { hasNextPage endCursor }\n        edges { node { ...PulledItem } }\n      }\n    }\n  }\n": typeof types.PulledItemsDocument,
    "\n  query MoreAnnotations($item: ID!, $after: String) {\n    node(id: $item) { __typename ... on Item { annotations(first: 100, after: $after) { ...PulledAnnotations } } }\n  }\n": typeof types.MoreAnnotationsDocument,
    "\n  query SignUrls($ids: [ID!]!) {\n    nodes(ids: $ids) { __typename ... on Asset { signedUrl(disposition: ATTACHMENT) { url } } }\n  }\n": typeof types.SignUrlsDocument,
    "\n  query RevisionProcessing($organization: String!, $dataset: String!) {\n    dataset(organizationSlug: $organization, slug: $dataset) {\n      revision { number processing { pending running done failed } }\n    }\n  }\n": typeof types.RevisionProcessingDocument,
    "\n  query FindDataset($organization: String!, $dataset: String!) {\n    viewer { scopes memberships { role organization { slug } } }\n    organization(slug: $organization) { id }\n    dataset(organizationSlug: $organization, slug: $dataset) { id status revision { number } }\n  }\n": typeof types.FindDatasetDocument,
    "\n  mutation CreateDataset($organization: ID!, $slug: String!, $name: String!, $description: String) {\n    createDataset(input: { organizationId: $organization, slug: $slug, name: $name, description: $description }) {\n      __typename\n      ... on CreateDatasetSuccess { dataset { id } }\n      ... on Error { code message }\n    }\n  }\n": typeof types.CreateDatasetDocument,
    "\n  query FollowSession($session: ID!) {\n    node(id: $session) {\n      __typename\n      ... on IngestSession {\n        state\n        phase\n        itemCount\n        itemsStaged\n        failure { code message }\n        progress { filesVerified filesDeclared filesMissing filesMismatched }\n      }\n    }\n  }\n": typeof types.FollowSessionDocument,
    "\n  mutation OpenIngestSession($dataset: ID!, $mode: IngestMode!, $message: String, $idempotencyKey: String!) {\n    openIngestSession(\n      input: { datasetId: $dataset, mode: $mode, message: $message, idempotencyKey: $idempotencyKey }\n    ) {\n      __typename\n      ... on OpenIngestSessionSuccess { session { id state progress { filesDeclared } } }\n      ... on Error { code message }\n    }\n  }\n": typeof types.OpenIngestSessionDocument,
    "\n  mutation PublishIngestSession(\n    $session: ID!\n    $manifest: ManifestInput!\n    $expectedRevision: Int\n    $dryRun: Boolean!\n    $allowEmpty: Boolean\n  ) {\n    publishIngestSession(\n      input: {\n        sessionId: $session\n        manifest: $manifest\n        expectedRevisionNumber: $expectedRevision\n        dryRun: $dryRun\n        allowEmpty: $allowEmpty\n      }\n    ) {\n      __typename\n      ... on PublishIngestSessionSuccess {\n        outcome {\n          __typename\n          ... on PublishSucceeded { noop revision { number } }\n          ... on DryRunPassed { itemCount }\n        }\n      }\n      ... on UploadsMissing { missingCount filenames }\n      ... on VersionConflict { currentRevisionNumber }\n      ... on Error { code message }\n    }\n  }\n": typeof types.PublishIngestSessionDocument,
    "\n  query SessionIssues($session: ID!, $after: String) {\n    node(id: $session) {\n      __typename\n      ... on IngestSession {\n        issueCount\n        issueGroups { code count }\n        issues(first: 100, after: $after) {\n          pageInfo { hasNextPage endCursor }\n          edges { node { line key pointer code message expected } }\n        }\n      }\n    }\n  }\n": typeof types.SessionIssuesDocument,
    "\n  fragment ListedSession on IngestSession {\n    id\n    state\n    phase\n    mode\n    message\n    createdAt\n    expiresAt\n    closedAt\n    itemCount\n    issueCount\n    revisionNumber\n    noop\n    failure { code message }\n    dataset { slug }\n    progress { filesDeclared filesVerified filesMismatched filesMissing bytesDeclared bytesVerified }\n  }\n": typeof types.ListedSessionFragmentDoc,
    "\n  query OrganizationSessions($organization: String!, $states: [IngestState!], $first: Int!) {\n    organization(slug: $organization) {\n      ingestSessions(first: $first, states: $states) { edges { node { ...ListedSession } } }\n    }\n  }\n": typeof types.OrganizationSessionsDocument,
    "\n  query DatasetSessions($organization: String!, $dataset: String!, $states: [IngestState!], $first: Int!) {\n    dataset(organizationSlug: $organization, slug: $dataset) {\n      ingestSessions(first: $first, states: $states) { edges { node { ...ListedSession } } }\n    }\n  }\n": typeof types.DatasetSessionsDocument,
    "\n  mutation RequestUploads($session: ID!, $files: [DeclaredFile!]!) {\n    requestUploads(input: { sessionId: $session, files: $files }) {\n      __typename\n      ... on RequestUploadsSuccess {\n        answers {\n          __typename\n          ... on UploadTarget { url headers { name value } expiresAt }\n          ... on MultipartUploadTarget { uploadId partByteSize partCount arrivedPartNumbers }\n          ... on UploadRejected { code message }\n        }\n      }\n      ... on Error { code message }\n    }\n  }\n": typeof types.RequestUploadsDocument,
    "\n  mutation RequestUploadParts($uploadId: ID!, $parts: [DeclaredPart!]!) {\n    requestUploadParts(input: { uploadId: $uploadId, parts: $parts }) {\n      __typename\n      ... on RequestUploadPartsSuccess { targets { url headers { name value } } }\n      ... on Error { code message }\n    }\n  }\n": typeof types.RequestUploadPartsDocument,
    "\n  mutation CompleteMultipartUpload($uploadId: ID!) {\n    completeMultipartUpload(input: { uploadId: $uploadId }) {\n      __typename\n      ... on Error { code message }\n    }\n  }\n": typeof types.CompleteMultipartUploadDocument,
    "\n  query Viewer {\n    viewer {\n      scopes\n      user { name email }\n      memberships { role organization { slug name } }\n    }\n  }\n": typeof types.ViewerDocument,
};
const documents: Documents = {
    "\n  query IssuesFile($session: ID!) { node(id: $session) { __typename ... on IngestSession { issuesFile { url } } } }\n": types.IssuesFileDocument,
    "\n  query FindRevision($organization: String!, $dataset: String!) {\n    dataset(organizationSlug: $organization, slug: $dataset) { revision { number } }\n  }\n": types.FindRevisionDocument,
    "\n  fragment PulledItem on Item {\n    id\n    key\n    type\n    title\n    tags\n    metadata\n    createdAt\n    assets { id role derived sha256 byteSize contentType filename }\n    annotations(first: 20) { ...PulledAnnotations }\n  }\n": types.PulledItemFragmentDoc,
    "\n  fragment PulledAnnotations on AnnotationConnection {\n    pageInfo { hasNextPage endCursor }\n    edges { node { kind label confidence source geometry } }\n  }\n": types.PulledAnnotationsFragmentDoc,
    "\n  query PulledItems($organization: String!, $dataset: String!, $revision: Int!, $first: Int!, $after: String) {\n    dataset(organizationSlug: $organization, slug: $dataset) {\n      items(first: $first, after: $after, revisionNumber: $revision) {\n        totalCount\n        pageInfo { hasNextPage endCursor }\n        edges { node { ...PulledItem } }\n      }\n    }\n  }\n": types.PulledItemsDocument,
    "\n  query MoreAnnotations($item: ID!, $after: String) {\n    node(id: $item) { __typename ... on Item { annotations(first: 100, after: $after) { ...PulledAnnotations } } }\n  }\n": types.MoreAnnotationsDocument,
    "\n  query SignUrls($ids: [ID!]!) {\n    nodes(ids: $ids) { __typename ... on Asset { signedUrl(disposition: ATTACHMENT) { url } } }\n  }\n": types.SignUrlsDocument,
    "\n  query RevisionProcessing($organization: String!, $dataset: String!) {\n    dataset(organizationSlug: $organization, slug: $dataset) {\n      revision { number processing { pending running done failed } }\n    }\n  }\n": types.RevisionProcessingDocument,
    "\n  query FindDataset($organization: String!, $dataset: String!) {\n    viewer { scopes memberships { role organization { slug } } }\n    organization(slug: $organization) { id }\n    dataset(organizationSlug: $organization, slug: $dataset) { id status revision { number } }\n  }\n": types.FindDatasetDocument,
    "\n  mutation CreateDataset($organization: ID!, $slug: String!, $name: String!, $description: String) {\n    createDataset(input: { organizationId: $organization, slug: $slug, name: $name, description: $description }) {\n      __typename\n      ... on CreateDatasetSuccess { dataset { id } }\n      ... on Error { code message }\n    }\n  }\n": types.CreateDatasetDocument,
    "\n  query FollowSession($session: ID!) {\n    node(id: $session) {\n      __typename\n      ... on IngestSession {\n        state\n        phase\n        itemCount\n        itemsStaged\n        failure { code message }\n        progress { filesVerified filesDeclared filesMissing filesMismatched }\n      }\n    }\n  }\n": types.FollowSessionDocument,
    "\n  mutation OpenIngestSession($dataset: ID!, $mode: IngestMode!, $message: String, $idempotencyKey: String!) {\n    openIngestSession(\n      input: { datasetId: $dataset, mode: $mode, message: $message, idempotencyKey: $idempotencyKey }\n    ) {\n      __typename\n      ... on OpenIngestSessionSuccess { session { id state progress { filesDeclared } } }\n      ... on Error { code message }\n    }\n  }\n": types.OpenIngestSessionDocument,
    "\n  mutation PublishIngestSession(\n    $session: ID!\n    $manifest: ManifestInput!\n    $expectedRevision: Int\n    $dryRun: Boolean!\n    $allowEmpty: Boolean\n  ) {\n    publishIngestSession(\n      input: {\n        sessionId: $session\n        manifest: $manifest\n        expectedRevisionNumber: $expectedRevision\n        dryRun: $dryRun\n        allowEmpty: $allowEmpty\n      }\n    ) {\n      __typename\n      ... on PublishIngestSessionSuccess {\n        outcome {\n          __typename\n          ... on PublishSucceeded { noop revision { number } }\n          ... on DryRunPassed { itemCount }\n        }\n      }\n      ... on UploadsMissing { missingCount filenames }\n      ... on VersionConflict { currentRevisionNumber }\n      ... on Error { code message }\n    }\n  }\n": types.PublishIngestSessionDocument,
    "\n  query SessionIssues($session: ID!, $after: String) {\n    node(id: $session) {\n      __typename\n      ... on IngestSession {\n        issueCount\n        issueGroups { code count }\n        issues(first: 100, after: $after) {\n          pageInfo { hasNextPage endCursor }\n          edges { node { line key pointer code message expected } }\n        }\n      }\n    }\n  }\n": types.SessionIssuesDocument,
    "\n  fragment ListedSession on IngestSession {\n    id\n    state\n    phase\n    mode\n    message\n    createdAt\n    expiresAt\n    closedAt\n    itemCount\n    issueCount\n    revisionNumber\n    noop\n    failure { code message }\n    dataset { slug }\n    progress { filesDeclared filesVerified filesMismatched filesMissing bytesDeclared bytesVerified }\n  }\n": types.ListedSessionFragmentDoc,
    "\n  query OrganizationSessions($organization: String!, $states: [IngestState!], $first: Int!) {\n    organization(slug: $organization) {\n      ingestSessions(first: $first, states: $states) { edges { node { ...ListedSession } } }\n    }\n  }\n": types.OrganizationSessionsDocument,
    "\n  query DatasetSessions($organization: String!, $dataset: String!, $states: [IngestState!], $first: Int!) {\n    dataset(organizationSlug: $organization, slug: $dataset) {\n      ingestSessions(first: $first, states: $states) { edges { node { ...ListedSession } } }\n    }\n  }\n": types.DatasetSessionsDocument,
    "\n  mutation RequestUploads($session: ID!, $files: [DeclaredFile!]!) {\n    requestUploads(input: { sessionId: $session, files: $files }) {\n      __typename\n      ... on RequestUploadsSuccess {\n        answers {\n          __typename\n          ... on UploadTarget { url headers { name value } expiresAt }\n          ... on MultipartUploadTarget { uploadId partByteSize partCount arrivedPartNumbers }\n          ... on UploadRejected { code message }\n        }\n      }\n      ... on Error { code message }\n    }\n  }\n": types.RequestUploadsDocument,
    "\n  mutation RequestUploadParts($uploadId: ID!, $parts: [DeclaredPart!]!) {\n    requestUploadParts(input: { uploadId: $uploadId, parts: $parts }) {\n      __typename\n      ... on RequestUploadPartsSuccess { targets { url headers { name value } } }\n      ... on Error { code message }\n    }\n  }\n": types.RequestUploadPartsDocument,
    "\n  mutation CompleteMultipartUpload($uploadId: ID!) {\n    completeMultipartUpload(input: { uploadId: $uploadId }) {\n      __typename\n      ... on Error { code message }\n    }\n  }\n": types.CompleteMultipartUploadDocument,
    "\n  query Viewer {\n    viewer {\n      scopes\n      user { name email }\n      memberships { role organization { slug name } }\n    }\n  }\n": types.ViewerDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query IssuesFile($session: ID!) { node(id: $session) { __typename ... on IngestSession { issuesFile { url } } } }\n"): typeof import('./graphql.ts').IssuesFileDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query FindRevision($organization: String!, $dataset: String!) {\n    dataset(organizationSlug: $organization, slug: $dataset) { revision { number } }\n  }\n"): typeof import('./graphql.ts').FindRevisionDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment PulledItem on Item {\n    id\n    key\n    type\n    title\n    tags\n    metadata\n    createdAt\n    assets { id role derived sha256 byteSize contentType filename }\n    annotations(first: 20) { ...PulledAnnotations }\n  }\n"): typeof import('./graphql.ts').PulledItemFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment PulledAnnotations on AnnotationConnection {\n    pageInfo { hasNextPage endCursor }\n    edges { node { kind label confidence source geometry } }\n  }\n"): typeof import('./graphql.ts').PulledAnnotationsFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query PulledItems($organization: String!, $dataset: String!, $revision: Int!, $first: Int!, $after: String) {\n    dataset(organizationSlug: $organization, slug: $dataset) {\n      items(first: $first, after: $after, revisionNumber: $revision) {\n        totalCount\n        pageInfo { hasNextPage endCursor }\n        edges { node { ...PulledItem } }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').PulledItemsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query MoreAnnotations($item: ID!, $after: String) {\n    node(id: $item) { __typename ... on Item { annotations(first: 100, after: $after) { ...PulledAnnotations } } }\n  }\n"): typeof import('./graphql.ts').MoreAnnotationsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query SignUrls($ids: [ID!]!) {\n    nodes(ids: $ids) { __typename ... on Asset { signedUrl(disposition: ATTACHMENT) { url } } }\n  }\n"): typeof import('./graphql.ts').SignUrlsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query RevisionProcessing($organization: String!, $dataset: String!) {\n    dataset(organizationSlug: $organization, slug: $dataset) {\n      revision { number processing { pending running done failed } }\n    }\n  }\n"): typeof import('./graphql.ts').RevisionProcessingDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query FindDataset($organization: String!, $dataset: String!) {\n    viewer { scopes memberships { role organization { slug } } }\n    organization(slug: $organization) { id }\n    dataset(organizationSlug: $organization, slug: $dataset) { id status revision { number } }\n  }\n"): typeof import('./graphql.ts').FindDatasetDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateDataset($organization: ID!, $slug: String!, $name: String!, $description: String) {\n    createDataset(input: { organizationId: $organization, slug: $slug, name: $name, description: $description }) {\n      __typename\n      ... on CreateDatasetSuccess { dataset { id } }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').CreateDatasetDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query FollowSession($session: ID!) {\n    node(id: $session) {\n      __typename\n      ... on IngestSession {\n        state\n        phase\n        itemCount\n        itemsStaged\n        failure { code message }\n        progress { filesVerified filesDeclared filesMissing filesMismatched }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').FollowSessionDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation OpenIngestSession($dataset: ID!, $mode: IngestMode!, $message: String, $idempotencyKey: String!) {\n    openIngestSession(\n      input: { datasetId: $dataset, mode: $mode, message: $message, idempotencyKey: $idempotencyKey }\n    ) {\n      __typename\n      ... on OpenIngestSessionSuccess { session { id state progress { filesDeclared } } }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').OpenIngestSessionDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation PublishIngestSession(\n    $session: ID!\n    $manifest: ManifestInput!\n    $expectedRevision: Int\n    $dryRun: Boolean!\n    $allowEmpty: Boolean\n  ) {\n    publishIngestSession(\n      input: {\n        sessionId: $session\n        manifest: $manifest\n        expectedRevisionNumber: $expectedRevision\n        dryRun: $dryRun\n        allowEmpty: $allowEmpty\n      }\n    ) {\n      __typename\n      ... on PublishIngestSessionSuccess {\n        outcome {\n          __typename\n          ... on PublishSucceeded { noop revision { number } }\n          ... on DryRunPassed { itemCount }\n        }\n      }\n      ... on UploadsMissing { missingCount filenames }\n      ... on VersionConflict { currentRevisionNumber }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').PublishIngestSessionDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query SessionIssues($session: ID!, $after: String) {\n    node(id: $session) {\n      __typename\n      ... on IngestSession {\n        issueCount\n        issueGroups { code count }\n        issues(first: 100, after: $after) {\n          pageInfo { hasNextPage endCursor }\n          edges { node { line key pointer code message expected } }\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').SessionIssuesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ListedSession on IngestSession {\n    id\n    state\n    phase\n    mode\n    message\n    createdAt\n    expiresAt\n    closedAt\n    itemCount\n    issueCount\n    revisionNumber\n    noop\n    failure { code message }\n    dataset { slug }\n    progress { filesDeclared filesVerified filesMismatched filesMissing bytesDeclared bytesVerified }\n  }\n"): typeof import('./graphql.ts').ListedSessionFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query OrganizationSessions($organization: String!, $states: [IngestState!], $first: Int!) {\n    organization(slug: $organization) {\n      ingestSessions(first: $first, states: $states) { edges { node { ...ListedSession } } }\n    }\n  }\n"): typeof import('./graphql.ts').OrganizationSessionsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query DatasetSessions($organization: String!, $dataset: String!, $states: [IngestState!], $first: Int!) {\n    dataset(organizationSlug: $organization, slug: $dataset) {\n      ingestSessions(first: $first, states: $states) { edges { node { ...ListedSession } } }\n    }\n  }\n"): typeof import('./graphql.ts').DatasetSessionsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RequestUploads($session: ID!, $files: [DeclaredFile!]!) {\n    requestUploads(input: { sessionId: $session, files: $files }) {\n      __typename\n      ... on RequestUploadsSuccess {\n        answers {\n          __typename\n          ... on UploadTarget { url headers { name value } expiresAt }\n          ... on MultipartUploadTarget { uploadId partByteSize partCount arrivedPartNumbers }\n          ... on UploadRejected { code message }\n        }\n      }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').RequestUploadsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RequestUploadParts($uploadId: ID!, $parts: [DeclaredPart!]!) {\n    requestUploadParts(input: { uploadId: $uploadId, parts: $parts }) {\n      __typename\n      ... on RequestUploadPartsSuccess { targets { url headers { name value } } }\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').RequestUploadPartsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CompleteMultipartUpload($uploadId: ID!) {\n    completeMultipartUpload(input: { uploadId: $uploadId }) {\n      __typename\n      ... on Error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').CompleteMultipartUploadDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Viewer {\n    viewer {\n      scopes\n      user { name email }\n      memberships { role organization { slug name } }\n    }\n  }\n"): typeof import('./graphql.ts').ViewerDocument;


export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}
