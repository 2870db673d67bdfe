/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** Shape of an annotation. Coordinates are fractions of the picture, from 0 to 1, from its top left corner. */
export type AnnotationKind =
  /** Rectangle: `{ x, y, width, height }`. */
  | 'BOX'
  /** Label for the whole item: `{}`. */
  | 'CLASSIFICATION'
  /** Point: `{ x, y }`. */
  | 'POINT'
  /** Closed line: `{ points: [[x, y], …] }`. */
  | 'POLYGON'
  /** Open line: `{ points: [[x, y], …] }`. */
  | 'POLYLINE'
  /** Part of the text: `{ start, end }`, in UTF-16 code units. */
  | 'TEXT_SPAN'
  /** Part of the recording: `{ startSeconds, endSeconds }`. */
  | 'TIME_RANGE';

/** Source of an annotation: the publisher or a reviewer. */
export type AnnotationSource =
  /** Manifest of the publisher. Publishing again replaces the annotation. */
  | 'PUBLISHER'
  /** Member of the organization. Publishing again keeps the annotation. */
  | 'REVIEWER';

/** Role of a file in its item. */
export type AssetRole =
  /** Additional file. */
  | 'ATTACHMENT'
  /** Start of each frame of a video, as JSON. */
  | 'FRAME_TIMES'
  /** Still picture of a video, shown before it plays. */
  | 'POSTER'
  /** Picture of at most 2,048 pixels, made from an image that browsers do not show. */
  | 'PREVIEW'
  /** Content of the item. */
  | 'PRIMARY'
  /** Copy of a film or sound that browsers play. */
  | 'RENDITION'
  /** Small pictures of a video side by side, for its timeline. */
  | 'STORYBOARD'
  /** WebVTT with the part of the storyboard for each stretch of a video. */
  | 'STORYBOARD_CUES'
  /** Columns, figures and first rows of a table, as JSON. */
  | 'TABLE_SUMMARY'
  /** Small still picture of the content. */
  | 'THUMBNAIL'
  /** Transcript or captions, with times. */
  | 'TRANSCRIPT'
  /** Peaks of the audio as JSON, for drawing. */
  | 'WAVEFORM';

/** Status in the life of a dataset. */
export type DatasetStatus =
  /** Dataset that takes no new revisions, but can be read. */
  | 'ARCHIVED'
  /** Dataset without a revision. Only publishers see it. */
  | 'DRAFT'
  /** Dataset with a revision to read. */
  | 'PUBLISHED';

/** File that a client is about to send. */
export type DeclaredFile = {
  /** Exact size of the file, in bytes. */
  byteSize: number;
  /** Name of the client for the file, repeated in the answer. At most 1,024 characters. */
  clientRef: string;
  /** Media type of the file, such as `image/jpeg`. */
  contentType: string;
  /** Name under which the file is downloaded: any characters but NUL, at most 1,024. */
  filename: string;
  /** SHA-256 of the bytes, in lower-case hexadecimal. */
  sha256: string;
};

/** Part of a large file. */
export type DeclaredPart = {
  /** Exact size of the part, in bytes. */
  byteSize: number;
  /** Number of the part, from 1. */
  partNumber: number;
  /** SHA-256 of the bytes, in lower-case hexadecimal. */
  sha256: string;
};

/** Code of an error. New codes may be added. */
export type ErrorCode =
  /** Name that is taken. */
  | 'ALREADY_EXISTS'
  /** Database that is not responding, or has no space left. */
  | 'DATABASE_UNAVAILABLE'
  /** Role or token that does not permit the action. */
  | 'FORBIDDEN'
  /** Idempotency key that was used with other input, or whose object was removed or used since. Use a new key. */
  | 'IDEMPOTENCY_CONFLICT'
  /** Unexpected error in the server. Search the server's log for the request id. */
  | 'INTERNAL_SERVER_ERROR'
  /** Argument that is not valid. */
  | 'INVALID_INPUT'
  /** Change that would leave the organization without an owner. */
  | 'LAST_OWNER'
  /** Request for more than one call may ask for. */
  | 'LIMIT_EXCEEDED'
  /** Server without a way to send mail. */
  | 'MAIL_UNAVAILABLE'
  /** Object that does not exist, or that the viewer may not see. */
  | 'NOT_FOUND'
  /** Dataset to which another session is publishing. */
  | 'PUBLISH_IN_PROGRESS'
  /** Too many requests. Try again later. */
  | 'RATE_LIMITED'
  /** Ingest session that has ended. */
  | 'SESSION_CLOSED'
  /** Object store that is not responding. */
  | 'STORAGE_UNAVAILABLE'
  /** Request without a credential, or with one that is no longer valid. */
  | 'UNAUTHENTICATED'
  /** Declared files, or parts of one, that have not arrived. */
  | 'UPLOADS_MISSING'
  /** Manifest with issues. Nothing was published. */
  | 'VALIDATION_FAILED'
  /** Dataset that is not at the expected revision. */
  | 'VERSION_CONFLICT';

/** Geometry of an annotation. Its kind decides which fields are required, and the others must be left out. Coordinates are fractions of the picture, 0 to 1, from its top left corner. */
export type GeometryInput = {
  /** Code unit after the last one, counted from 0 in UTF-16 (TEXT_SPAN). */
  end?: number | null | undefined;
  /** End in seconds, after its begin (TIME_RANGE). */
  endSeconds?: number | null | undefined;
  /** Height above 0, as a fraction (BOX). */
  height?: number | null | undefined;
  /** Points `[x, y]`, 3 or more around an area, 2 or more of a line, at most 10000 (POLYGON, POLYLINE). */
  points?: Array<Array<number>> | null | undefined;
  /** First code unit, counted from 0 in UTF-16 (TEXT_SPAN). */
  start?: number | null | undefined;
  /** Begin in seconds, 0 or more (TIME_RANGE). */
  startSeconds?: number | null | undefined;
  /** Width above 0, as a fraction (BOX). */
  width?: number | null | undefined;
  /** Left edge or place, as a fraction of the width (BOX, POINT). */
  x?: number | null | undefined;
  /** Upper edge or place, as a fraction of the height (BOX, POINT). */
  y?: number | null | undefined;
};

/** Code of an issue of a manifest. New codes may be added. */
export type IngestIssueCode =
  /** File that the organization has not stored, or that the caller may not refer to. */
  | 'ASSET_MISSING'
  /** Content type that does not fit the type of the item, or the role of the file. */
  | 'CONTENT_TYPE_MISMATCH'
  /** Key of an earlier line. */
  | 'DUPLICATE_KEY'
  /** Object with two members of the same name. */
  | 'DUPLICATE_MEMBER'
  /** Second file in a role that only one file may have. */
  | 'DUPLICATE_ROLE'
  /** Manifest without items. To publish an empty dataset, set `allowEmpty`. */
  | 'EMPTY_MANIFEST'
  /** Text with U+0000 or half of a surrogate pair, which cannot be stored. */
  | 'INVALID_CHARACTER'
  /** Time that is not an ISO 8601 instant, or out of range. */
  | 'INVALID_DATE'
  /** Line that is not JSON. */
  | 'INVALID_JSON'
  /** Key that is empty, too long, or has control characters. */
  | 'INVALID_KEY'
  /** Number that cannot be stored exactly. */
  | 'INVALID_NUMBER'
  /** Line that is not UTF-8. */
  | 'INVALID_UTF8'
  /** Value that is not in the list of allowed ones. */
  | 'INVALID_VALUE'
  /** Line with more bytes than `IngestLimits.manifestLineByteSize`. */
  | 'LINE_TOO_LONG'
  /** Metadata that do not match the schema of the organization for the item type. */
  | 'METADATA_INVALID'
  /** Metadata whose check against the schema of the organization takes too long. */
  | 'METADATA_TOO_COSTLY'
  /** Number outside of its range. */
  | 'OUT_OF_RANGE'
  /** Item without a file in the role `PRIMARY`. */
  | 'PRIMARY_MISSING'
  /** Removal of a key in a session that is not `APPEND`. In `REPLACE`, leave the key out. */
  | 'REMOVE_NOT_ALLOWED'
  /** Missing field. */
  | 'REQUIRED'
  /** Values that are nested deeper than allowed. */
  | 'TOO_DEEP'
  /** Metadata with more bytes than allowed. */
  | 'TOO_LARGE'
  /** Text that is longer than allowed. */
  | 'TOO_LONG'
  /** List with more elements than allowed. */
  | 'TOO_MANY'
  /** Manifest with more lines than `IngestLimits.manifestLines`. The rest was not read. */
  | 'TOO_MANY_LINES'
  /** Field that a manifest does not have, such as a misspelt one. */
  | 'UNKNOWN_FIELD'
  /** Value of the line that cannot be stored. */
  | 'UNSTORABLE_VALUE'
  /** Value of another JSON type than expected. */
  | 'WRONG_TYPE';

/** Effect of a manifest on items that it does not name. */
export type IngestMode =
  /** Keeping of these items: the manifest adds and changes others, and removes those that it marks with `remove`. */
  | 'APPEND'
  /** Removal: the manifest is the whole dataset. */
  | 'REPLACE';

/** Phase of the work on a session. */
export type IngestPhase =
  /** Move of the dataset to the new revision. */
  | 'COMMITTING'
  /** End of the work. */
  | 'DONE'
  /** Writing of rows that no reader sees yet. */
  | 'STAGING'
  /** Arrival of files. */
  | 'UPLOADING'
  /** Check of the manifest. */
  | 'VALIDATING'
  /** Check of the last files in the object store, for at most 10 seconds of a publish. */
  | 'VERIFYING';

/** State in the life of a session. */
export type IngestState =
  /** Session that was abandoned or has expired. */
  | 'ABANDONED'
  /** Session that ended by an error. Its `failure` says why. */
  | 'FAILED'
  /** Session that takes files and can be published. */
  | 'OPEN'
  /** Session that became a revision, or changed nothing. */
  | 'PUBLISHED'
  /** Session whose manifest is being validated, staged or committed. */
  | 'PUBLISHING';

/** Type of the content of an item, which decides how the viewer shows it. */
export type ItemType =
  /** Audio recording. */
  | 'AUDIO'
  /** Document with pages, such as a PDF. */
  | 'DOCUMENT'
  /** File of any other kind. */
  | 'FILE'
  /** Still picture. */
  | 'IMAGE'
  /** Rows and columns: CSV, TSV, NDJSON or Parquet. */
  | 'TABLE'
  /** Plain text or Markdown. */
  | 'TEXT'
  /** Moving pictures, with or without audio. */
  | 'VIDEO';

/** Annotation of the publisher in a manifest item. */
export type ManifestAnnotationInput = {
  /** Confidence, 0 to 1. By default, none. */
  confidence?: number | null | undefined;
  /** Geometry in the form of the kind. CLASSIFICATION needs none. */
  geometry?: GeometryInput | null | undefined;
  /** Kind of the annotation, which decides its geometry. */
  kind: AnnotationKind;
  /** Label, 1 to 200 characters. */
  label: string;
  /** Size of the picture in pixels, when the geometry is in pixels rather than fractions. */
  pixels?: PixelSizeInput | null | undefined;
};

/** Stored file of a manifest item, named by its SHA-256. */
export type ManifestAssetInput = {
  /** Media type in lower case. By default, that of the stored file. */
  contentType?: string | null | undefined;
  /** Name under which the file is downloaded. */
  filename?: string | null | undefined;
  /** Role of the file in its item. Required in the API. Default in a folder: PRIMARY. */
  role: AssetRole;
  /** SHA-256 in lower-case hexadecimal. With `path`, the file must match it. Without `path`, it refers to a stored file. */
  sha256: string;
};

/** Manifest: items inline, or a file that was uploaded in the session. */
export type ManifestInput =
  {   /** Items inline, at most 500 by default: see `IngestLimits.inlineItems`. An empty list needs `allowEmpty`. */
  items: Array<ManifestItemInput>; sha256?: never; }
  |  { items?: never;   /** SHA-256 of an NDJSON file with one item a line, uploaded in this session as `application/x-ndjson`: 64 lower-case hexadecimal digits. */
  sha256: string; };

/** Line of a manifest: an item of the next revision, or with `remove` a key to remove. `type` and `assets` are required unless `remove` is true. docs/manifest.schema.json has the rules. Each problem is an issue of ValidationFailed. */
export type ManifestItemInput = {
  /** Annotations of the publisher, at most 10000. */
  annotations?: Array<ManifestAnnotationInput> | null | undefined;
  /** Files of the item. Exactly one has the role PRIMARY. */
  assets?: Array<ManifestAssetInput> | null | undefined;
  /** Time of creation: an ISO 8601 date and time with an offset, such as 2026-11-01T09:30:00Z, from 0001-01-01 to 9999-12-31 in UTC. A date alone means midnight UTC. */
  createdAt?: string | null | undefined;
  /** Stable id of the item, chosen by the publisher, unique in the manifest. */
  key: string;
  /** Anything, up to 65536 bytes and 32 levels. Whole numbers up to 2^53 − 1. */
  metadata?: unknown;
  /** Whether to remove the item with this key. Allowed only in APPEND mode. Default: false. */
  remove?: boolean | null | undefined;
  /** Tags to filter by. Duplicates are ignored. */
  tags?: Array<string> | null | undefined;
  /** Display name. */
  title?: string | null | undefined;
  /** Type of the item. */
  type?: ItemType | null | undefined;
};

/** Size of a picture in pixels. */
export type PixelSizeInput = {
  /** Height in pixels, above 0. */
  height: number;
  /** Width in pixels, above 0. */
  width: number;
};

/** Role of a member. Each role includes the rights of the roles below it. */
export type Role =
  /** Rights to manage members, tokens, schemas and restricted datasets, and to read the access log. */
  | 'ADMIN'
  /** Rights to everything, including making other owners. */
  | 'OWNER'
  /** Rights to create datasets, publish to them, see drafts and share. */
  | 'PUBLISHER'
  /** Rights to read, search and annotate. */
  | 'VIEWER';

/** Scope of a token, within the role of its user. */
export type TokenScope =
  /** Right to administer the organization. */
  | 'ADMIN'
  /** Right to open, fill and publish ingest sessions. */
  | 'PUBLISH'
  /** Right to read datasets, items and files. */
  | 'READ';

export type IssuesFileQueryVariables = Exact<{
  session: string | number;
}>;


export type IssuesFileQuery = { node:
    | { __typename: 'Annotation' }
    | { __typename: 'ApiToken' }
    | { __typename: 'Asset' }
    | { __typename: 'BrowserSession' }
    | { __typename: 'Dataset' }
    | { __typename: 'DatasetExport' }
    | { __typename: 'DatasetRevision' }
    | { __typename: 'IngestSession', issuesFile: { url: string } | null }
    | { __typename: 'Invitation' }
    | { __typename: 'Item' }
    | { __typename: 'ItemSchema' }
    | { __typename: 'Membership' }
    | { __typename: 'Organization' }
    | { __typename: 'ShareLink' }
    | { __typename: 'User' }
    | { __typename: 'Webhook' }
    | { __typename: 'WebhookDelivery' }
   | null };

export type FindRevisionQueryVariables = Exact<{
  organization: string;
  dataset: string;
}>;


export type FindRevisionQuery = { dataset: { revision: { number: number } | null } | null };

export type PulledItemFragment = { id: string, key: string, type: ItemType, title: string | null, tags: Array<string>, metadata: unknown, createdAt: string, assets: Array<{ id: string, role: AssetRole, derived: boolean, sha256: string, byteSize: number, contentType: string, filename: string | null }>, annotations: { pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ node: { kind: AnnotationKind, label: string, confidence: number | null, source: AnnotationSource, geometry: unknown } }> } | null };

export type PulledAnnotationsFragment = { pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ node: { kind: AnnotationKind, label: string, confidence: number | null, source: AnnotationSource, geometry: unknown } }> };

export type PulledItemsQueryVariables = Exact<{
  organization: string;
  dataset: string;
  revision: number;
  first: number;
  after?: string | null | undefined;
}>;


export type PulledItemsQuery = { dataset: { items: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ node: { id: string, key: string, type: ItemType, title: string | null, tags: Array<string>, metadata: unknown, createdAt: string, assets: Array<{ id: string, role: AssetRole, derived: boolean, sha256: string, byteSize: number, contentType: string, filename: string | null }>, annotations: { pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ node: { kind: AnnotationKind, label: string, confidence: number | null, source: AnnotationSource, geometry: unknown } }> } | null } }> } | null } | null };

export type MoreAnnotationsQueryVariables = Exact<{
  item: string | number;
  after?: string | null | undefined;
}>;


export type MoreAnnotationsQuery = { node:
    | { __typename: 'Annotation' }
    | { __typename: 'ApiToken' }
    | { __typename: 'Asset' }
    | { __typename: 'BrowserSession' }
    | { __typename: 'Dataset' }
    | { __typename: 'DatasetExport' }
    | { __typename: 'DatasetRevision' }
    | { __typename: 'IngestSession' }
    | { __typename: 'Invitation' }
    | { __typename: 'Item', annotations: { pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ node: { kind: AnnotationKind, label: string, confidence: number | null, source: AnnotationSource, geometry: unknown } }> } | null }
    | { __typename: 'ItemSchema' }
    | { __typename: 'Membership' }
    | { __typename: 'Organization' }
    | { __typename: 'ShareLink' }
    | { __typename: 'User' }
    | { __typename: 'Webhook' }
    | { __typename: 'WebhookDelivery' }
   | null };

export type SignUrlsQueryVariables = Exact<{
  ids: Array<string | number> | string | number;
}>;


export type SignUrlsQuery = { nodes: Array<
    | { __typename: 'Annotation' }
    | { __typename: 'ApiToken' }
    | { __typename: 'Asset', signedUrl: { url: string } | null }
    | { __typename: 'BrowserSession' }
    | { __typename: 'Dataset' }
    | { __typename: 'DatasetExport' }
    | { __typename: 'DatasetRevision' }
    | { __typename: 'IngestSession' }
    | { __typename: 'Invitation' }
    | { __typename: 'Item' }
    | { __typename: 'ItemSchema' }
    | { __typename: 'Membership' }
    | { __typename: 'Organization' }
    | { __typename: 'ShareLink' }
    | { __typename: 'User' }
    | { __typename: 'Webhook' }
    | { __typename: 'WebhookDelivery' }
   | null> | null };

export type RevisionProcessingQueryVariables = Exact<{
  organization: string;
  dataset: string;
}>;


export type RevisionProcessingQuery = { dataset: { revision: { number: number, processing: { pending: number, running: number, done: number, failed: number } | null } | null } | null };

export type FindDatasetQueryVariables = Exact<{
  organization: string;
  dataset: string;
}>;


export type FindDatasetQuery = { viewer: { scopes: Array<TokenScope>, memberships: Array<{ role: Role, organization: { slug: string } }> } | null, organization: { id: string } | null, dataset: { id: string, status: DatasetStatus, revision: { number: number } | null } | null };

export type CreateDatasetMutationVariables = Exact<{
  organization: string | number;
  slug: string;
  name: string;
  description?: string | null | undefined;
}>;


export type CreateDatasetMutation = { createDataset:
    | { __typename: 'AlreadyExists', code: ErrorCode, message: string }
    | { __typename: 'CreateDatasetSuccess', dataset: { id: string } }
    | { __typename: 'Forbidden', code: ErrorCode, message: string }
    | { __typename: 'IdempotencyConflict', code: ErrorCode, message: string }
    | { __typename: 'InvalidInput', code: ErrorCode, message: string }
    | { __typename: 'NotFound', code: ErrorCode, message: string }
   };

export type FollowSessionQueryVariables = Exact<{
  session: string | number;
}>;


export type FollowSessionQuery = { node:
    | { __typename: 'Annotation' }
    | { __typename: 'ApiToken' }
    | { __typename: 'Asset' }
    | { __typename: 'BrowserSession' }
    | { __typename: 'Dataset' }
    | { __typename: 'DatasetExport' }
    | { __typename: 'DatasetRevision' }
    | { __typename: 'IngestSession', state: IngestState, phase: IngestPhase, itemCount: number, itemsStaged: number, failure: { code: ErrorCode, message: string } | null, progress: { filesVerified: number, filesDeclared: number, filesMissing: number, filesMismatched: number } }
    | { __typename: 'Invitation' }
    | { __typename: 'Item' }
    | { __typename: 'ItemSchema' }
    | { __typename: 'Membership' }
    | { __typename: 'Organization' }
    | { __typename: 'ShareLink' }
    | { __typename: 'User' }
    | { __typename: 'Webhook' }
    | { __typename: 'WebhookDelivery' }
   | null };

export type OpenIngestSessionMutationVariables = Exact<{
  dataset: string | number;
  mode: IngestMode;
  message?: string | null | undefined;
  idempotencyKey: string;
}>;


export type OpenIngestSessionMutation = { openIngestSession:
    | { __typename: 'Forbidden', code: ErrorCode, message: string }
    | { __typename: 'IdempotencyConflict', code: ErrorCode, message: string }
    | { __typename: 'InvalidInput', code: ErrorCode, message: string }
    | { __typename: 'NotFound', code: ErrorCode, message: string }
    | { __typename: 'OpenIngestSessionSuccess', session: { id: string, state: IngestState, progress: { filesDeclared: number } } }
   };

export type PublishIngestSessionMutationVariables = Exact<{
  session: string | number;
  manifest: ManifestInput;
  expectedRevision?: number | null | undefined;
  dryRun: boolean;
  allowEmpty?: boolean | null | undefined;
}>;


export type PublishIngestSessionMutation = { publishIngestSession:
    | { __typename: 'Forbidden', code: ErrorCode, message: string }
    | { __typename: 'IdempotencyConflict', code: ErrorCode, message: string }
    | { __typename: 'InvalidInput', code: ErrorCode, message: string }
    | { __typename: 'LimitExceeded', code: ErrorCode, message: string }
    | { __typename: 'NotFound', code: ErrorCode, message: string }
    | { __typename: 'PublishInProgress', code: ErrorCode, message: string }
    | { __typename: 'PublishIngestSessionSuccess', outcome:
        | { __typename: 'DryRunPassed', itemCount: number }
        | { __typename: 'PublishPending' }
        | { __typename: 'PublishSucceeded', noop: boolean, revision: { number: number } }
       }
    | { __typename: 'SessionClosed', code: ErrorCode, message: string }
    | { __typename: 'StorageUnavailable', code: ErrorCode, message: string }
    | { __typename: 'UploadsMissing', missingCount: number, filenames: Array<string>, code: ErrorCode, message: string }
    | { __typename: 'ValidationFailed', code: ErrorCode, message: string }
    | { __typename: 'VersionConflict', currentRevisionNumber: number, code: ErrorCode, message: string }
   };

export type SessionIssuesQueryVariables = Exact<{
  session: string | number;
  after?: string | null | undefined;
}>;


export type SessionIssuesQuery = { node:
    | { __typename: 'Annotation' }
    | { __typename: 'ApiToken' }
    | { __typename: 'Asset' }
    | { __typename: 'BrowserSession' }
    | { __typename: 'Dataset' }
    | { __typename: 'DatasetExport' }
    | { __typename: 'DatasetRevision' }
    | { __typename: 'IngestSession', issueCount: number, issueGroups: Array<{ code: IngestIssueCode, count: number }>, issues: { pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ node: { line: number, key: string | null, pointer: string, code: IngestIssueCode, message: string, expected: string | null } }> } | null }
    | { __typename: 'Invitation' }
    | { __typename: 'Item' }
    | { __typename: 'ItemSchema' }
    | { __typename: 'Membership' }
    | { __typename: 'Organization' }
    | { __typename: 'ShareLink' }
    | { __typename: 'User' }
    | { __typename: 'Webhook' }
    | { __typename: 'WebhookDelivery' }
   | null };

export type ListedSessionFragment = { id: string, state: IngestState, phase: IngestPhase, mode: IngestMode, message: string, createdAt: string, expiresAt: string, closedAt: string | null, itemCount: number, issueCount: number, revisionNumber: number | null, noop: boolean, failure: { code: ErrorCode, message: string } | null, dataset: { slug: string }, progress: { filesDeclared: number, filesVerified: number, filesMismatched: number, filesMissing: number, bytesDeclared: number, bytesVerified: number } };

export type OrganizationSessionsQueryVariables = Exact<{
  organization: string;
  states?: Array<IngestState> | IngestState | null | undefined;
  first: number;
}>;


export type OrganizationSessionsQuery = { organization: { ingestSessions: { edges: Array<{ node: { id: string, state: IngestState, phase: IngestPhase, mode: IngestMode, message: string, createdAt: string, expiresAt: string, closedAt: string | null, itemCount: number, issueCount: number, revisionNumber: number | null, noop: boolean, failure: { code: ErrorCode, message: string } | null, dataset: { slug: string }, progress: { filesDeclared: number, filesVerified: number, filesMismatched: number, filesMissing: number, bytesDeclared: number, bytesVerified: number } } }> } | null } | null };

export type DatasetSessionsQueryVariables = Exact<{
  organization: string;
  dataset: string;
  states?: Array<IngestState> | IngestState | null | undefined;
  first: number;
}>;


export type DatasetSessionsQuery = { dataset: { ingestSessions: { edges: Array<{ node: { id: string, state: IngestState, phase: IngestPhase, mode: IngestMode, message: string, createdAt: string, expiresAt: string, closedAt: string | null, itemCount: number, issueCount: number, revisionNumber: number | null, noop: boolean, failure: { code: ErrorCode, message: string } | null, dataset: { slug: string }, progress: { filesDeclared: number, filesVerified: number, filesMismatched: number, filesMissing: number, bytesDeclared: number, bytesVerified: number } } }> } | null } | null };

export type RequestUploadsMutationVariables = Exact<{
  session: string | number;
  files: Array<DeclaredFile> | DeclaredFile;
}>;


export type RequestUploadsMutation = { requestUploads:
    | { __typename: 'Forbidden', code: ErrorCode, message: string }
    | { __typename: 'InvalidInput', code: ErrorCode, message: string }
    | { __typename: 'LimitExceeded', code: ErrorCode, message: string }
    | { __typename: 'NotFound', code: ErrorCode, message: string }
    | { __typename: 'RequestUploadsSuccess', answers: Array<
        | { __typename: 'AlreadyStored' }
        | { __typename: 'MultipartUploadTarget', uploadId: string, partByteSize: number, partCount: number, arrivedPartNumbers: Array<number> }
        | { __typename: 'UploadRejected', code: ErrorCode, message: string }
        | { __typename: 'UploadTarget', url: string, expiresAt: string, headers: Array<{ name: string, value: string }> }
      > }
    | { __typename: 'SessionClosed', code: ErrorCode, message: string }
    | { __typename: 'StorageUnavailable', code: ErrorCode, message: string }
   };

export type RequestUploadPartsMutationVariables = Exact<{
  uploadId: string | number;
  parts: Array<DeclaredPart> | DeclaredPart;
}>;


export type RequestUploadPartsMutation = { requestUploadParts:
    | { __typename: 'Forbidden', code: ErrorCode, message: string }
    | { __typename: 'InvalidInput', code: ErrorCode, message: string }
    | { __typename: 'LimitExceeded', code: ErrorCode, message: string }
    | { __typename: 'NotFound', code: ErrorCode, message: string }
    | { __typename: 'RequestUploadPartsSuccess', targets: Array<{ url: string, headers: Array<{ name: string, value: string }> }> }
    | { __typename: 'SessionClosed', code: ErrorCode, message: string }
    | { __typename: 'StorageUnavailable', code: ErrorCode, message: string }
   };

export type CompleteMultipartUploadMutationVariables = Exact<{
  uploadId: string | number;
}>;


export type CompleteMultipartUploadMutation = { completeMultipartUpload:
    | { __typename: 'CompleteMultipartUploadSuccess' }
    | { __typename: 'Forbidden', code: ErrorCode, message: string }
    | { __typename: 'InvalidInput', code: ErrorCode, message: string }
    | { __typename: 'LimitExceeded', code: ErrorCode, message: string }
    | { __typename: 'NotFound', code: ErrorCode, message: string }
    | { __typename: 'PartsMissing', code: ErrorCode, message: string }
    | { __typename: 'SessionClosed', code: ErrorCode, message: string }
    | { __typename: 'StorageUnavailable', code: ErrorCode, message: string }
   };

export type ViewerQueryVariables = Exact<{ [key: string]: never; }>;


export type ViewerQuery = { viewer: { scopes: Array<TokenScope>, user: { name: string, email: string | null } | null, memberships: Array<{ role: Role, organization: { slug: string, name: string } }> } | null };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const PulledAnnotationsFragmentDoc = new TypedDocumentString(`
    fragment PulledAnnotations on AnnotationConnection {
  pageInfo {
    hasNextPage
    endCursor
  }
  edges {
    node {
      kind
      label
      confidence
      source
      geometry
    }
  }
}
    `, {"fragmentName":"PulledAnnotations"}) as unknown as TypedDocumentString<PulledAnnotationsFragment, unknown>;
export const PulledItemFragmentDoc = new TypedDocumentString(`
    fragment PulledItem on Item {
  id
  key
  type
  title
  tags
  metadata
  createdAt
  assets {
    id
    role
    derived
    sha256
    byteSize
    contentType
    filename
  }
  annotations(first: 20) {
    ...PulledAnnotations
  }
}
    fragment PulledAnnotations on AnnotationConnection {
  pageInfo {
    hasNextPage
    endCursor
  }
  edges {
    node {
      kind
      label
      confidence
      source
      geometry
    }
  }
}`, {"fragmentName":"PulledItem"}) as unknown as TypedDocumentString<PulledItemFragment, unknown>;
export const ListedSessionFragmentDoc = new TypedDocumentString(`
    fragment ListedSession on IngestSession {
  id
  state
  phase
  mode
  message
  createdAt
  expiresAt
  closedAt
  itemCount
  issueCount
  revisionNumber
  noop
  failure {
    code
    message
  }
  dataset {
    slug
  }
  progress {
    filesDeclared
    filesVerified
    filesMismatched
    filesMissing
    bytesDeclared
    bytesVerified
  }
}
    `, {"fragmentName":"ListedSession"}) as unknown as TypedDocumentString<ListedSessionFragment, unknown>;
export const IssuesFileDocument = new TypedDocumentString(`
    query IssuesFile($session: ID!) {
  node(id: $session) {
    __typename
    ... on IngestSession {
      issuesFile {
        url
      }
    }
  }
}
    `, {"hash":"sha256:ff25217f123110d3011ac0b5fb464f715d71ee1c7bff160691b62957ac2a04f9"}) as unknown as TypedDocumentString<IssuesFileQuery, IssuesFileQueryVariables>;
export const FindRevisionDocument = new TypedDocumentString(`
    query FindRevision($organization: String!, $dataset: String!) {
  dataset(organizationSlug: $organization, slug: $dataset) {
    revision {
      number
    }
  }
}
    `, {"hash":"sha256:2eec00c01e9bc5553625e523a3746a471344f42c2ad0d7de791b4d1d7d845a08"}) as unknown as TypedDocumentString<FindRevisionQuery, FindRevisionQueryVariables>;
export const PulledItemsDocument = new TypedDocumentString(`
    query PulledItems($organization: String!, $dataset: String!, $revision: Int!, $first: Int!, $after: String) {
  dataset(organizationSlug: $organization, slug: $dataset) {
    items(first: $first, after: $after, revisionNumber: $revision) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      edges {
        node {
          ...PulledItem
        }
      }
    }
  }
}
    fragment PulledItem on Item {
  id
  key
  type
  title
  tags
  metadata
  createdAt
  assets {
    id
    role
    derived
    sha256
    byteSize
    contentType
    filename
  }
  annotations(first: 20) {
    ...PulledAnnotations
  }
}
fragment PulledAnnotations on AnnotationConnection {
  pageInfo {
    hasNextPage
    endCursor
  }
  edges {
    node {
      kind
      label
      confidence
      source
      geometry
    }
  }
}`, {"hash":"sha256:9d54f698831a55c6b3a4a332488639ee5afb35eb035340f12c0e012a9d7e4d5a"}) as unknown as TypedDocumentString<PulledItemsQuery, PulledItemsQueryVariables>;
export const MoreAnnotationsDocument = new TypedDocumentString(`
    query MoreAnnotations($item: ID!, $after: String) {
  node(id: $item) {
    __typename
    ... on Item {
      annotations(first: 100, after: $after) {
        ...PulledAnnotations
      }
    }
  }
}
    fragment PulledAnnotations on AnnotationConnection {
  pageInfo {
    hasNextPage
    endCursor
  }
  edges {
    node {
      kind
      label
      confidence
      source
      geometry
    }
  }
}`, {"hash":"sha256:93a02de13189e75b56bec4c0c1fb1f638745f5e153e5d3116080d841b80267f4"}) as unknown as TypedDocumentString<MoreAnnotationsQuery, MoreAnnotationsQueryVariables>;
export const SignUrlsDocument = new TypedDocumentString(`
    query SignUrls($ids: [ID!]!) {
  nodes(ids: $ids) {
    __typename
    ... on Asset {
      signedUrl(disposition: ATTACHMENT) {
        url
      }
    }
  }
}
    `, {"hash":"sha256:b2c4066d3e8e9d33113bcbf53b35e4cea0f8b5bed7139b42ee69cec2faccc6da"}) as unknown as TypedDocumentString<SignUrlsQuery, SignUrlsQueryVariables>;
export const RevisionProcessingDocument = new TypedDocumentString(`
    query RevisionProcessing($organization: String!, $dataset: String!) {
  dataset(organizationSlug: $organization, slug: $dataset) {
    revision {
      number
      processing {
        pending
        running
        done
        failed
      }
    }
  }
}
    `, {"hash":"sha256:6d0efeba9aeed6a0a2db37c320fbc6ab5f187575b090c53d3e8fe964d17100b2"}) as unknown as TypedDocumentString<RevisionProcessingQuery, RevisionProcessingQueryVariables>;
export const FindDatasetDocument = new TypedDocumentString(`
    query FindDataset($organization: String!, $dataset: String!) {
  viewer {
    scopes
    memberships {
      role
      organization {
        slug
      }
    }
  }
  organization(slug: $organization) {
    id
  }
  dataset(organizationSlug: $organization, slug: $dataset) {
    id
    status
    revision {
      number
    }
  }
}
    `, {"hash":"sha256:5e0414030fae5e9fceb4ed02d528dc7695b3112d83af80ae316b36feae5177d0"}) as unknown as TypedDocumentString<FindDatasetQuery, FindDatasetQueryVariables>;
export const CreateDatasetDocument = new TypedDocumentString(`
    mutation CreateDataset($organization: ID!, $slug: String!, $name: String!, $description: String) {
  createDataset(
    input: {organizationId: $organization, slug: $slug, name: $name, description: $description}
  ) {
    __typename
    ... on CreateDatasetSuccess {
      dataset {
        id
      }
    }
    ... on Error {
      code
      message
    }
  }
}
    `, {"hash":"sha256:69e916eab23584d909f114fe7d37c76f8e9b53942d00a84944f91567ef33784f"}) as unknown as TypedDocumentString<CreateDatasetMutation, CreateDatasetMutationVariables>;
export const FollowSessionDocument = new TypedDocumentString(`
    query FollowSession($session: ID!) {
  node(id: $session) {
    __typename
    ... on IngestSession {
      state
      phase
      itemCount
      itemsStaged
      failure {
        code
        message
      }
      progress {
        filesVerified
        filesDeclared
        filesMissing
        filesMismatched
      }
    }
  }
}
    `, {"hash":"sha256:98e57d77269c0ce60611161d87cf3a911cc6a44e60c2407604b8d66afc9d512c"}) as unknown as TypedDocumentString<FollowSessionQuery, FollowSessionQueryVariables>;
export const OpenIngestSessionDocument = new TypedDocumentString(`
    mutation OpenIngestSession($dataset: ID!, $mode: IngestMode!, $message: String, $idempotencyKey: String!) {
  openIngestSession(
    input: {datasetId: $dataset, mode: $mode, message: $message, idempotencyKey: $idempotencyKey}
  ) {
    __typename
    ... on OpenIngestSessionSuccess {
      session {
        id
        state
        progress {
          filesDeclared
        }
      }
    }
    ... on Error {
      code
      message
    }
  }
}
    `, {"hash":"sha256:7054aa77797c7a1405e88f3c2e9edcc6d4f6d8a693766027b44973611c1afe98"}) as unknown as TypedDocumentString<OpenIngestSessionMutation, OpenIngestSessionMutationVariables>;
export const PublishIngestSessionDocument = new TypedDocumentString(`
    mutation PublishIngestSession($session: ID!, $manifest: ManifestInput!, $expectedRevision: Int, $dryRun: Boolean!, $allowEmpty: Boolean) {
  publishIngestSession(
    input: {sessionId: $session, manifest: $manifest, expectedRevisionNumber: $expectedRevision, dryRun: $dryRun, allowEmpty: $allowEmpty}
  ) {
    __typename
    ... on PublishIngestSessionSuccess {
      outcome {
        __typename
        ... on PublishSucceeded {
          noop
          revision {
            number
          }
        }
        ... on DryRunPassed {
          itemCount
        }
      }
    }
    ... on UploadsMissing {
      missingCount
      filenames
    }
    ... on VersionConflict {
      currentRevisionNumber
    }
    ... on Error {
      code
      message
    }
  }
}
    `, {"hash":"sha256:3e6e6768aeece156e975c88ec6f800e4337fb2bade679561d23b06140f0a5646"}) as unknown as TypedDocumentString<PublishIngestSessionMutation, PublishIngestSessionMutationVariables>;
export const SessionIssuesDocument = new TypedDocumentString(`
    query SessionIssues($session: ID!, $after: String) {
  node(id: $session) {
    __typename
    ... on IngestSession {
      issueCount
      issueGroups {
        code
        count
      }
      issues(first: 100, after: $after) {
        pageInfo {
          hasNextPage
          endCursor
        }
        edges {
          node {
            line
            key
            pointer
            code
            message
            expected
          }
        }
      }
    }
  }
}
    `, {"hash":"sha256:91c94c49690b4b7e64630768b8a246f6c17c83527fa9c31e9136bc5b01f72a3b"}) as unknown as TypedDocumentString<SessionIssuesQuery, SessionIssuesQueryVariables>;
export const OrganizationSessionsDocument = new TypedDocumentString(`
    query OrganizationSessions($organization: String!, $states: [IngestState!], $first: Int!) {
  organization(slug: $organization) {
    ingestSessions(first: $first, states: $states) {
      edges {
        node {
          ...ListedSession
        }
      }
    }
  }
}
    fragment ListedSession on IngestSession {
  id
  state
  phase
  mode
  message
  createdAt
  expiresAt
  closedAt
  itemCount
  issueCount
  revisionNumber
  noop
  failure {
    code
    message
  }
  dataset {
    slug
  }
  progress {
    filesDeclared
    filesVerified
    filesMismatched
    filesMissing
    bytesDeclared
    bytesVerified
  }
}`, {"hash":"sha256:ee3e427a733979b3dc857d33dfc044d8ba3923a8af47bbaf182dbe4a8824552e"}) as unknown as TypedDocumentString<OrganizationSessionsQuery, OrganizationSessionsQueryVariables>;
export const DatasetSessionsDocument = new TypedDocumentString(`
    query DatasetSessions($organization: String!, $dataset: String!, $states: [IngestState!], $first: Int!) {
  dataset(organizationSlug: $organization, slug: $dataset) {
    ingestSessions(first: $first, states: $states) {
      edges {
        node {
          ...ListedSession
        }
      }
    }
  }
}
    fragment ListedSession on IngestSession {
  id
  state
  phase
  mode
  message
  createdAt
  expiresAt
  closedAt
  itemCount
  issueCount
  revisionNumber
  noop
  failure {
    code
    message
  }
  dataset {
    slug
  }
  progress {
    filesDeclared
    filesVerified
    filesMismatched
    filesMissing
    bytesDeclared
    bytesVerified
  }
}`, {"hash":"sha256:6a81cc43466895ad5970ab8e85700698b8338706f61a8605d8f4d745af76fc70"}) as unknown as TypedDocumentString<DatasetSessionsQuery, DatasetSessionsQueryVariables>;
export const RequestUploadsDocument = new TypedDocumentString(`
    mutation RequestUploads($session: ID!, $files: [DeclaredFile!]!) {
  requestUploads(input: {sessionId: $session, files: $files}) {
    __typename
    ... on RequestUploadsSuccess {
      answers {
        __typename
        ... on UploadTarget {
          url
          headers {
            name
            value
          }
          expiresAt
        }
        ... on MultipartUploadTarget {
          uploadId
          partByteSize
          partCount
          arrivedPartNumbers
        }
        ... on UploadRejected {
          code
          message
        }
      }
    }
    ... on Error {
      code
      message
    }
  }
}
    `, {"hash":"sha256:f549cceb5d252b463c44310de91bbd69e767e43ab8fd7fd17ee15f0ca9a1713d"}) as unknown as TypedDocumentString<RequestUploadsMutation, RequestUploadsMutationVariables>;
export const RequestUploadPartsDocument = new TypedDocumentString(`
    mutation RequestUploadParts($uploadId: ID!, $parts: [DeclaredPart!]!) {
  requestUploadParts(input: {uploadId: $uploadId, parts: $parts}) {
    __typename
    ... on RequestUploadPartsSuccess {
      targets {
        url
        headers {
          name
          value
        }
      }
    }
    ... on Error {
      code
      message
    }
  }
}
    `, {"hash":"sha256:2da76ed9e76af6d5b1a0efdc44add8511c0e9cd3a5e2e7977068bcc0929fe00d"}) as unknown as TypedDocumentString<RequestUploadPartsMutation, RequestUploadPartsMutationVariables>;
export const CompleteMultipartUploadDocument = new TypedDocumentString(`
    mutation CompleteMultipartUpload($uploadId: ID!) {
  completeMultipartUpload(input: {uploadId: $uploadId}) {
    __typename
    ... on Error {
      code
      message
    }
  }
}
    `, {"hash":"sha256:fef7b0c6a999b2cc5bac8d87c12b288b9bd950040de6ef05a107f317ac68e385"}) as unknown as TypedDocumentString<CompleteMultipartUploadMutation, CompleteMultipartUploadMutationVariables>;
export const ViewerDocument = new TypedDocumentString(`
    query Viewer {
  viewer {
    scopes
    user {
      name
      email
    }
    memberships {
      role
      organization {
        slug
        name
      }
    }
  }
}
    `, {"hash":"sha256:4ee10f5915d96bc1098f554e9985e539f37cbe3efe46f94ad3705d86147b53ee"}) as unknown as TypedDocumentString<ViewerQuery, ViewerQueryVariables>;