
      export interface PossibleTypesResultData {
        possibleTypes: {
          [key: string]: string[]
        }
      }
      const result: PossibleTypesResultData = {
  "possibleTypes": {
    "AbandonIngestSessionResult": [
      "AbandonIngestSessionSuccess",
      "Forbidden",
      "NotFound",
      "SessionClosed"
    ],
    "AcceptInvitationResult": [
      "AcceptInvitationSuccess",
      "Forbidden",
      "InvalidInput",
      "NotFound",
      "RateLimited",
      "Unauthenticated"
    ],
    "ArchiveDatasetResult": [
      "ArchiveDatasetSuccess",
      "Forbidden",
      "NotFound"
    ],
    "ChangePasswordResult": [
      "ChangePasswordSuccess",
      "Forbidden",
      "InvalidInput",
      "RateLimited"
    ],
    "CompleteMultipartUploadResult": [
      "CompleteMultipartUploadSuccess",
      "Forbidden",
      "InvalidInput",
      "LimitExceeded",
      "NotFound",
      "PartsMissing",
      "SessionClosed",
      "StorageUnavailable"
    ],
    "CompletePasswordResetResult": [
      "CompletePasswordResetSuccess",
      "InvalidInput",
      "RateLimited"
    ],
    "CreateAnnotationResult": [
      "CreateAnnotationSuccess",
      "Forbidden",
      "IdempotencyConflict",
      "InvalidInput",
      "NotFound"
    ],
    "CreateApiTokenResult": [
      "CreateApiTokenSuccess",
      "Forbidden",
      "IdempotencyConflict",
      "InvalidInput",
      "NotFound",
      "Unauthenticated"
    ],
    "CreateDatasetResult": [
      "AlreadyExists",
      "CreateDatasetSuccess",
      "Forbidden",
      "IdempotencyConflict",
      "InvalidInput",
      "NotFound"
    ],
    "CreateShareLinkResult": [
      "CreateShareLinkSuccess",
      "Forbidden",
      "IdempotencyConflict",
      "InvalidInput",
      "NotFound"
    ],
    "CreateWebhookResult": [
      "CreateWebhookSuccess",
      "Forbidden",
      "IdempotencyConflict",
      "InvalidInput",
      "LimitExceeded",
      "NotFound"
    ],
    "DeleteAnnotationResult": [
      "DeleteAnnotationSuccess",
      "Forbidden",
      "InvalidInput",
      "NotFound"
    ],
    "DeleteDatasetRevisionResult": [
      "DeleteDatasetRevisionSuccess",
      "Forbidden",
      "InvalidInput",
      "NotFound"
    ],
    "DeleteWebhookResult": [
      "DeleteWebhookSuccess",
      "Forbidden",
      "NotFound"
    ],
    "Error": [
      "AlreadyExists",
      "Forbidden",
      "IdempotencyConflict",
      "InvalidInput",
      "LastOwner",
      "LimitExceeded",
      "MailUnavailable",
      "NotFound",
      "PartsMissing",
      "PublishInProgress",
      "RateLimited",
      "SessionClosed",
      "StorageUnavailable",
      "Unauthenticated",
      "UploadsMissing",
      "ValidationFailed",
      "VersionConflict"
    ],
    "ExportDatasetResult": [
      "ExportDatasetSuccess",
      "Forbidden",
      "IdempotencyConflict",
      "InvalidInput",
      "LimitExceeded",
      "NotFound"
    ],
    "GrantDatasetAccessResult": [
      "Forbidden",
      "GrantDatasetAccessSuccess",
      "NotFound"
    ],
    "InviteMemberResult": [
      "AlreadyExists",
      "Forbidden",
      "IdempotencyConflict",
      "InvalidInput",
      "InviteMemberSuccess",
      "MailUnavailable",
      "NotFound"
    ],
    "ItemContent": [
      "AudioContent",
      "DocumentContent",
      "FileContent",
      "ImageContent",
      "TableContent",
      "TextContent",
      "VideoContent"
    ],
    "LeaveOrganizationResult": [
      "Forbidden",
      "LastOwner",
      "LeaveOrganizationSuccess",
      "NotFound"
    ],
    "Node": [
      "Annotation",
      "ApiToken",
      "Asset",
      "BrowserSession",
      "Dataset",
      "DatasetExport",
      "DatasetRevision",
      "IngestSession",
      "Invitation",
      "Item",
      "ItemSchema",
      "Membership",
      "Organization",
      "ShareLink",
      "User",
      "Webhook",
      "WebhookDelivery"
    ],
    "OpenIngestSessionResult": [
      "Forbidden",
      "IdempotencyConflict",
      "InvalidInput",
      "NotFound",
      "OpenIngestSessionSuccess"
    ],
    "OpenShareLinkResult": [
      "InvalidInput",
      "NotFound",
      "OpenShareLinkSuccess",
      "RateLimited"
    ],
    "PublishIngestSessionResult": [
      "Forbidden",
      "IdempotencyConflict",
      "InvalidInput",
      "LimitExceeded",
      "NotFound",
      "PublishInProgress",
      "PublishIngestSessionSuccess",
      "SessionClosed",
      "StorageUnavailable",
      "UploadsMissing",
      "ValidationFailed",
      "VersionConflict"
    ],
    "PublishOutcome": [
      "DryRunPassed",
      "PublishPending",
      "PublishSucceeded"
    ],
    "RedeliverResult": [
      "Forbidden",
      "IdempotencyConflict",
      "InvalidInput",
      "LimitExceeded",
      "NotFound",
      "RedeliverSuccess"
    ],
    "RemoveMemberResult": [
      "Forbidden",
      "LastOwner",
      "NotFound",
      "RemoveMemberSuccess"
    ],
    "RequestPasswordResetResult": [
      "InvalidInput",
      "MailUnavailable",
      "RateLimited",
      "RequestPasswordResetSuccess"
    ],
    "RequestRenditionResult": [
      "InvalidInput",
      "LimitExceeded",
      "NotFound",
      "RequestRenditionSuccess"
    ],
    "RequestUploadPartsResult": [
      "Forbidden",
      "InvalidInput",
      "LimitExceeded",
      "NotFound",
      "RequestUploadPartsSuccess",
      "SessionClosed",
      "StorageUnavailable"
    ],
    "RequestUploadsResult": [
      "Forbidden",
      "InvalidInput",
      "LimitExceeded",
      "NotFound",
      "RequestUploadsSuccess",
      "SessionClosed",
      "StorageUnavailable"
    ],
    "RetryProcessingResult": [
      "Forbidden",
      "NotFound",
      "RetryProcessingSuccess"
    ],
    "RevokeApiTokenResult": [
      "Forbidden",
      "NotFound",
      "RevokeApiTokenSuccess"
    ],
    "RevokeBrowserSessionResult": [
      "Forbidden",
      "NotFound",
      "RevokeBrowserSessionSuccess"
    ],
    "RevokeDatasetAccessResult": [
      "Forbidden",
      "NotFound",
      "RevokeDatasetAccessSuccess"
    ],
    "RevokeInvitationResult": [
      "Forbidden",
      "NotFound",
      "RevokeInvitationSuccess"
    ],
    "RevokeShareLinkResult": [
      "Forbidden",
      "NotFound",
      "RevokeShareLinkSuccess"
    ],
    "RotateWebhookSecretResult": [
      "Forbidden",
      "InvalidInput",
      "NotFound",
      "RotateWebhookSecretSuccess"
    ],
    "SearchResult": [
      "ItemMatch",
      "TranscriptMatch"
    ],
    "SetItemSchemaResult": [
      "Forbidden",
      "IdempotencyConflict",
      "InvalidInput",
      "NotFound",
      "SetItemSchemaSuccess"
    ],
    "SetMemberRoleResult": [
      "Forbidden",
      "LastOwner",
      "NotFound",
      "SetMemberRoleSuccess"
    ],
    "SetRevisionRetentionResult": [
      "Forbidden",
      "InvalidInput",
      "NotFound",
      "SetRevisionRetentionSuccess"
    ],
    "SignInResult": [
      "InvalidInput",
      "RateLimited",
      "SignInSuccess"
    ],
    "SignOutEverywhereResult": [
      "Forbidden",
      "SignOutEverywhereSuccess"
    ],
    "SignOutResult": [
      "SignOutSuccess",
      "Unauthenticated"
    ],
    "TestWebhookResult": [
      "Forbidden",
      "IdempotencyConflict",
      "InvalidInput",
      "LimitExceeded",
      "NotFound",
      "TestWebhookSuccess"
    ],
    "UpdateAnnotationResult": [
      "Forbidden",
      "InvalidInput",
      "NotFound",
      "UpdateAnnotationSuccess"
    ],
    "UpdateDatasetResult": [
      "Forbidden",
      "InvalidInput",
      "NotFound",
      "UpdateDatasetSuccess"
    ],
    "UpdateWebhookResult": [
      "Forbidden",
      "InvalidInput",
      "NotFound",
      "UpdateWebhookSuccess"
    ],
    "UploadAnswer": [
      "AlreadyStored",
      "MultipartUploadTarget",
      "UploadRejected",
      "UploadTarget"
    ]
  }
};
      export default result;
    