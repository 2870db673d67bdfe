-- The tables of prisma/schema.prisma. What Prisma cannot say stands in the migrations after this one.

-- CreateEnum
CREATE TYPE "Role" AS ENUM ('OWNER', 'ADMIN', 'PUBLISHER', 'VIEWER');

-- CreateEnum
CREATE TYPE "TokenScope" AS ENUM ('READ', 'PUBLISH', 'ADMIN');

-- CreateEnum
CREATE TYPE "DatasetStatus" AS ENUM ('DRAFT', 'PUBLISHED', 'ARCHIVED');

-- CreateEnum
CREATE TYPE "DatasetVisibility" AS ENUM ('ORGANIZATION', 'RESTRICTED');

-- CreateEnum
CREATE TYPE "ItemType" AS ENUM ('IMAGE', 'VIDEO', 'AUDIO', 'TEXT', 'DOCUMENT', 'FILE');

-- CreateEnum
CREATE TYPE "AssetRole" AS ENUM ('PRIMARY', 'THUMBNAIL', 'POSTER', 'TRANSCRIPT', 'WAVEFORM', 'ATTACHMENT');

-- CreateEnum
CREATE TYPE "ProcessingState" AS ENUM ('PENDING', 'RUNNING', 'DONE', 'FAILED');

-- CreateEnum
CREATE TYPE "AnnotationKind" AS ENUM ('BOX', 'POLYGON', 'POLYLINE', 'POINT', 'TIME_RANGE', 'TEXT_SPAN', 'CLASSIFICATION');

-- CreateEnum
CREATE TYPE "AnnotationSource" AS ENUM ('PUBLISHER', 'REVIEWER');

-- CreateEnum
CREATE TYPE "IngestMode" AS ENUM ('REPLACE', 'APPEND');

-- CreateEnum
CREATE TYPE "IngestState" AS ENUM ('OPEN', 'PUBLISHING', 'PUBLISHED', 'FAILED', 'ABANDONED');

-- CreateEnum
CREATE TYPE "IngestPhase" AS ENUM ('UPLOADING', 'VERIFYING', 'VALIDATING', 'STAGING', 'COMMITTING', 'DONE');

-- CreateEnum
CREATE TYPE "UploadState" AS ENUM ('EXPECTED', 'VERIFIED', 'MISMATCHED', 'ABANDONED');

-- CreateEnum
CREATE TYPE "AccessAction" AS ENUM ('ASSET_URL', 'EXPORT', 'DOWNLOAD', 'SIGN_IN', 'SIGN_OUT', 'PUBLISH', 'DATASET_CHANGE', 'GRANT', 'ROLE_CHANGE', 'TOKEN_CHANGE', 'SHARE_LINK', 'INVITATION');

-- CreateEnum
CREATE TYPE "ExportFormat" AS ENUM ('NDJSON', 'CROISSANT');

-- CreateTable
CREATE TABLE "organization" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "organization_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "user" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "password_hash" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "membership" (
    "org_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "role" "Role" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "membership_pkey" PRIMARY KEY ("org_id","user_id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "secret_hash" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "address" TEXT,
    "user_agent" TEXT,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "identity" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "issuer" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "identity_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "password_reset" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "secret_hash" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "password_reset_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_token" (
    "id" UUID NOT NULL,
    "org_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "secret_hash" BYTEA NOT NULL,
    "hint" TEXT NOT NULL,
    "scopes" "TokenScope"[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_token_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_token_dataset" (
    "org_id" UUID NOT NULL,
    "token_id" UUID NOT NULL,
    "dataset_id" UUID NOT NULL,

    CONSTRAINT "api_token_dataset_pkey" PRIMARY KEY ("token_id","dataset_id")
);

-- CreateTable
CREATE TABLE "invitation" (
    "id" UUID NOT NULL,
    "org_id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "role" "Role" NOT NULL,
    "secret_hash" BYTEA NOT NULL,
    "invited_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "accepted_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "dataset" (
    "id" UUID NOT NULL,
    "org_id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "license" TEXT,
    "status" "DatasetStatus" NOT NULL DEFAULT 'DRAFT',
    "visibility" "DatasetVisibility" NOT NULL DEFAULT 'ORGANIZATION',
    "sensitive" BOOLEAN NOT NULL DEFAULT false,
    "revision" INTEGER,
    "created_by" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "dataset_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "dataset_grant" (
    "org_id" UUID NOT NULL,
    "dataset_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "dataset_grant_pkey" PRIMARY KEY ("dataset_id","user_id")
);

-- CreateTable
CREATE TABLE "share_link" (
    "id" UUID NOT NULL,
    "org_id" UUID NOT NULL,
    "dataset_id" UUID NOT NULL,
    "revision" INTEGER,
    "name" TEXT NOT NULL,
    "secret_hash" BYTEA NOT NULL,
    "created_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),

    CONSTRAINT "share_link_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "dataset_revision" (
    "id" UUID NOT NULL,
    "org_id" UUID NOT NULL,
    "dataset_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "message" TEXT NOT NULL DEFAULT '',
    "author_id" UUID,
    "item_count" INTEGER NOT NULL,
    "byte_size" BIGINT NOT NULL,
    "manifest_sha256" TEXT,
    "facets" JSONB NOT NULL,
    "changes" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "dataset_revision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "item" (
    "id" UUID NOT NULL,
    "org_id" UUID NOT NULL,
    "dataset_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "position" BIGINT NOT NULL,
    "type" "ItemType" NOT NULL,
    "title" TEXT,
    "tags" TEXT[],
    "metadata" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "content_hash" BYTEA NOT NULL,
    "byte_size" BIGINT NOT NULL DEFAULT 0,
    "duration_seconds" DOUBLE PRECISION,
    "since_revision" INTEGER NOT NULL,
    "until_revision" INTEGER,

    CONSTRAINT "item_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "asset" (
    "id" UUID NOT NULL,
    "org_id" UUID NOT NULL,
    "sha256" TEXT NOT NULL,
    "byte_size" BIGINT NOT NULL,
    "content_type" TEXT NOT NULL,
    "object_key" TEXT NOT NULL,
    "verified_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "width" INTEGER,
    "height" INTEGER,
    "duration_seconds" DOUBLE PRECISION,
    "source_id" UUID,
    "source_role" "AssetRole",

    CONSTRAINT "asset_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "item_asset" (
    "org_id" UUID NOT NULL,
    "item_id" UUID NOT NULL,
    "role" "AssetRole" NOT NULL,
    "ordinal" SMALLINT NOT NULL DEFAULT 0,
    "asset_id" UUID NOT NULL,
    "filename" TEXT,

    CONSTRAINT "item_asset_pkey" PRIMARY KEY ("item_id","role","ordinal")
);

-- CreateTable
CREATE TABLE "item_tag" (
    "org_id" UUID NOT NULL,
    "dataset_id" UUID NOT NULL,
    "tag" TEXT NOT NULL,
    "type" "ItemType" NOT NULL,
    "position" BIGINT NOT NULL,
    "item_id" UUID NOT NULL,

    CONSTRAINT "item_tag_pkey" PRIMARY KEY ("org_id","dataset_id","tag","position","item_id")
);

-- CreateTable
CREATE TABLE "asset_processing" (
    "org_id" UUID NOT NULL,
    "asset_id" UUID NOT NULL,
    "task" TEXT NOT NULL,
    "state" "ProcessingState" NOT NULL DEFAULT 'PENDING',
    "reason" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "asset_processing_pkey" PRIMARY KEY ("asset_id","task")
);

-- CreateTable
CREATE TABLE "annotation" (
    "id" UUID NOT NULL,
    "org_id" UUID NOT NULL,
    "dataset_id" UUID NOT NULL,
    "item_key" TEXT NOT NULL,
    "kind" "AnnotationKind" NOT NULL,
    "label" TEXT NOT NULL,
    "confidence" DOUBLE PRECISION,
    "geometry" JSONB NOT NULL,
    "note" TEXT,
    "source" "AnnotationSource" NOT NULL,
    "author_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "since_revision" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "annotation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "transcript_segment" (
    "org_id" UUID NOT NULL,
    "asset_id" UUID NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "start_seconds" DOUBLE PRECISION NOT NULL,
    "end_seconds" DOUBLE PRECISION NOT NULL,
    "speaker" TEXT,
    "text" TEXT NOT NULL,

    CONSTRAINT "transcript_segment_pkey" PRIMARY KEY ("asset_id","ordinal")
);

-- CreateTable
CREATE TABLE "asset_text" (
    "org_id" UUID NOT NULL,
    "asset_id" UUID NOT NULL,
    "body" TEXT NOT NULL,

    CONSTRAINT "asset_text_pkey" PRIMARY KEY ("asset_id")
);

-- CreateTable
CREATE TABLE "item_schema" (
    "id" UUID NOT NULL,
    "org_id" UUID NOT NULL,
    "type" "ItemType" NOT NULL,
    "version" INTEGER NOT NULL,
    "schema" JSONB NOT NULL,
    "created_by" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "item_schema_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ingest_session" (
    "id" UUID NOT NULL,
    "org_id" UUID NOT NULL,
    "dataset_id" UUID NOT NULL,
    "mode" "IngestMode" NOT NULL,
    "state" "IngestState" NOT NULL DEFAULT 'OPEN',
    "phase" "IngestPhase" NOT NULL DEFAULT 'UPLOADING',
    "message" TEXT NOT NULL DEFAULT '',
    "idempotency_key" TEXT,
    "user_id" UUID NOT NULL,
    "token_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),
    "manifest_sha256" TEXT,
    "expected_revision" INTEGER,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "lease_expires_at" TIMESTAMPTZ(3),
    "item_count" INTEGER NOT NULL DEFAULT 0,
    "items_staged" INTEGER NOT NULL DEFAULT 0,
    "issue_count" INTEGER NOT NULL DEFAULT 0,
    "failure" JSONB,
    "revision" INTEGER,
    "noop" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "ingest_session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "upload" (
    "id" UUID NOT NULL,
    "org_id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "client_ref" TEXT NOT NULL,
    "filename" TEXT NOT NULL,
    "content_type" TEXT NOT NULL,
    "byte_size" BIGINT NOT NULL,
    "sha256" TEXT NOT NULL,
    "state" "UploadState" NOT NULL DEFAULT 'EXPECTED',
    "object_key" TEXT NOT NULL,
    "multipart_id" TEXT,
    "part_size" BIGINT,
    "asset_id" UUID,
    "reason" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "checked_at" TIMESTAMPTZ(3),

    CONSTRAINT "upload_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ingest_issue" (
    "org_id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "line" INTEGER NOT NULL,
    "key" TEXT,
    "pointer" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "message" TEXT NOT NULL,
    "expected" TEXT,

    CONSTRAINT "ingest_issue_pkey" PRIMARY KEY ("session_id","ordinal")
);

-- CreateTable
CREATE TABLE "access_log" (
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "org_id" UUID NOT NULL,
    "action" "AccessAction" NOT NULL,
    "user_id" UUID,
    "token_id" UUID,
    "share_link_id" UUID,
    "dataset_id" UUID,
    "item_key" TEXT,
    "asset_id" UUID,
    "detail" JSONB,
    "address" TEXT,
    "user_agent" TEXT,
    "request_id" TEXT NOT NULL,

    CONSTRAINT "access_log_pkey" PRIMARY KEY ("id","at")
) PARTITION BY RANGE ("at");

-- CreateTable
CREATE TABLE "export" (
    "id" UUID NOT NULL,
    "org_id" UUID NOT NULL,
    "dataset_id" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "format" "ExportFormat" NOT NULL,
    "filter" JSONB,
    "state" "ProcessingState" NOT NULL DEFAULT 'PENDING',
    "reason" TEXT,
    "item_count" INTEGER,
    "byte_size" BIGINT,
    "object_key" TEXT,
    "requested_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "export_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webhook" (
    "id" UUID NOT NULL,
    "org_id" UUID NOT NULL,
    "url" TEXT NOT NULL,
    "secret" TEXT NOT NULL,
    "events" TEXT[],
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "webhook_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webhook_delivery" (
    "id" UUID NOT NULL,
    "org_id" UUID NOT NULL,
    "webhook_id" UUID NOT NULL,
    "event" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "state" "ProcessingState" NOT NULL DEFAULT 'PENDING',
    "status" INTEGER,
    "reason" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "delivered_at" TIMESTAMPTZ(3),

    CONSTRAINT "webhook_delivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "idempotency_key" (
    "org_id" UUID NOT NULL,
    "scope" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "input_hash" BYTEA NOT NULL,
    "answer" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotency_key_pkey" PRIMARY KEY ("org_id","scope","key")
);

-- CreateIndex
CREATE UNIQUE INDEX "organization_slug_key" ON "organization"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "user_email_key" ON "user"("email");

-- CreateIndex
CREATE INDEX "membership_user_id_idx" ON "membership"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "session_secret_hash_key" ON "session"("secret_hash");

-- CreateIndex
CREATE INDEX "session_user_id_idx" ON "session"("user_id");

-- CreateIndex
CREATE INDEX "identity_user_id_idx" ON "identity"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "identity_issuer_subject_key" ON "identity"("issuer", "subject");

-- CreateIndex
CREATE UNIQUE INDEX "password_reset_secret_hash_key" ON "password_reset"("secret_hash");

-- CreateIndex
CREATE INDEX "password_reset_user_id_idx" ON "password_reset"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "api_token_secret_hash_key" ON "api_token"("secret_hash");

-- CreateIndex
CREATE INDEX "api_token_org_id_user_id_idx" ON "api_token"("org_id", "user_id");

-- CreateIndex
CREATE UNIQUE INDEX "api_token_org_id_id_key" ON "api_token"("org_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "invitation_secret_hash_key" ON "invitation"("secret_hash");

-- CreateIndex
CREATE UNIQUE INDEX "invitation_org_id_id_key" ON "invitation"("org_id", "id");

-- CreateIndex
CREATE INDEX "dataset_org_id_updated_at_id_idx" ON "dataset"("org_id", "updated_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "dataset_org_id_slug_key" ON "dataset"("org_id", "slug");

-- CreateIndex
CREATE UNIQUE INDEX "dataset_org_id_id_key" ON "dataset"("org_id", "id");

-- CreateIndex
CREATE INDEX "dataset_grant_org_id_user_id_idx" ON "dataset_grant"("org_id", "user_id");

-- CreateIndex
CREATE UNIQUE INDEX "share_link_secret_hash_key" ON "share_link"("secret_hash");

-- CreateIndex
CREATE INDEX "share_link_org_id_dataset_id_idx" ON "share_link"("org_id", "dataset_id");

-- CreateIndex
CREATE UNIQUE INDEX "share_link_org_id_id_key" ON "share_link"("org_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "dataset_revision_org_id_dataset_id_number_key" ON "dataset_revision"("org_id", "dataset_id", "number");

-- CreateIndex
CREATE INDEX "item_org_id_dataset_id_position_idx" ON "item"("org_id", "dataset_id", "position");

-- CreateIndex
CREATE INDEX "item_org_id_dataset_id_type_position_idx" ON "item"("org_id", "dataset_id", "type", "position");

-- CreateIndex
CREATE INDEX "item_org_id_dataset_id_created_at_position_idx" ON "item"("org_id", "dataset_id", "created_at", "position");

-- CreateIndex
CREATE INDEX "item_org_id_dataset_id_byte_size_position_idx" ON "item"("org_id", "dataset_id", "byte_size", "position");

-- CreateIndex
CREATE INDEX "item_org_id_dataset_id_duration_seconds_position_idx" ON "item"("org_id", "dataset_id", "duration_seconds", "position");

-- CreateIndex
CREATE UNIQUE INDEX "item_org_id_id_key" ON "item"("org_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "item_org_id_dataset_id_key_since_revision_key" ON "item"("org_id", "dataset_id", "key", "since_revision");

-- CreateIndex
CREATE UNIQUE INDEX "asset_object_key_key" ON "asset"("object_key");

-- CreateIndex
CREATE INDEX "asset_org_id_sha256_idx" ON "asset"("org_id", "sha256");

-- CreateIndex
CREATE UNIQUE INDEX "asset_org_id_id_key" ON "asset"("org_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "asset_source_id_source_role_key" ON "asset"("source_id", "source_role");

-- CreateIndex
CREATE INDEX "item_asset_org_id_asset_id_idx" ON "item_asset"("org_id", "asset_id");

-- CreateIndex
CREATE INDEX "item_tag_org_id_dataset_id_tag_type_position_idx" ON "item_tag"("org_id", "dataset_id", "tag", "type", "position");

-- CreateIndex
CREATE INDEX "item_tag_item_id_idx" ON "item_tag"("item_id");

-- CreateIndex
CREATE INDEX "annotation_org_id_dataset_id_item_key_id_idx" ON "annotation"("org_id", "dataset_id", "item_key", "id");

-- CreateIndex
CREATE INDEX "annotation_org_id_dataset_id_label_item_key_idx" ON "annotation"("org_id", "dataset_id", "label", "item_key");

-- CreateIndex
CREATE UNIQUE INDEX "annotation_org_id_id_key" ON "annotation"("org_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "item_schema_org_id_type_version_key" ON "item_schema"("org_id", "type", "version");

-- CreateIndex
CREATE INDEX "ingest_session_org_id_dataset_id_created_at_idx" ON "ingest_session"("org_id", "dataset_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "ingest_session_org_id_id_key" ON "ingest_session"("org_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "ingest_session_dataset_id_idempotency_key_key" ON "ingest_session"("dataset_id", "idempotency_key");

-- CreateIndex
CREATE UNIQUE INDEX "upload_object_key_key" ON "upload"("object_key");

-- CreateIndex
CREATE INDEX "upload_session_id_state_id_idx" ON "upload"("session_id", "state", "id");

-- CreateIndex
CREATE INDEX "upload_org_id_asset_id_idx" ON "upload"("org_id", "asset_id");

-- CreateIndex
CREATE UNIQUE INDEX "upload_session_id_sha256_content_type_key" ON "upload"("session_id", "sha256", "content_type");

-- CreateIndex
CREATE UNIQUE INDEX "upload_org_id_id_key" ON "upload"("org_id", "id");

-- CreateIndex
CREATE INDEX "ingest_issue_session_id_code_ordinal_idx" ON "ingest_issue"("session_id", "code", "ordinal");

-- CreateIndex
CREATE INDEX "access_log_org_id_at_id_idx" ON "access_log"("org_id", "at", "id");

-- CreateIndex
CREATE INDEX "export_org_id_dataset_id_created_at_idx" ON "export"("org_id", "dataset_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "export_org_id_id_key" ON "export"("org_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "webhook_org_id_id_key" ON "webhook"("org_id", "id");

-- CreateIndex
CREATE INDEX "webhook_delivery_org_id_webhook_id_created_at_idx" ON "webhook_delivery"("org_id", "webhook_id", "created_at");

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "identity" ADD CONSTRAINT "identity_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "password_reset" ADD CONSTRAINT "password_reset_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_token" ADD CONSTRAINT "api_token_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_token" ADD CONSTRAINT "api_token_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_token_dataset" ADD CONSTRAINT "api_token_dataset_org_id_token_id_fkey" FOREIGN KEY ("org_id", "token_id") REFERENCES "api_token"("org_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_token_dataset" ADD CONSTRAINT "api_token_dataset_org_id_dataset_id_fkey" FOREIGN KEY ("org_id", "dataset_id") REFERENCES "dataset"("org_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dataset" ADD CONSTRAINT "dataset_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dataset_grant" ADD CONSTRAINT "dataset_grant_org_id_dataset_id_fkey" FOREIGN KEY ("org_id", "dataset_id") REFERENCES "dataset"("org_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dataset_grant" ADD CONSTRAINT "dataset_grant_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "share_link" ADD CONSTRAINT "share_link_org_id_dataset_id_fkey" FOREIGN KEY ("org_id", "dataset_id") REFERENCES "dataset"("org_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dataset_revision" ADD CONSTRAINT "dataset_revision_org_id_dataset_id_fkey" FOREIGN KEY ("org_id", "dataset_id") REFERENCES "dataset"("org_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "item" ADD CONSTRAINT "item_org_id_dataset_id_fkey" FOREIGN KEY ("org_id", "dataset_id") REFERENCES "dataset"("org_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "asset" ADD CONSTRAINT "asset_org_id_source_id_fkey" FOREIGN KEY ("org_id", "source_id") REFERENCES "asset"("org_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "item_asset" ADD CONSTRAINT "item_asset_org_id_item_id_fkey" FOREIGN KEY ("org_id", "item_id") REFERENCES "item"("org_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "item_asset" ADD CONSTRAINT "item_asset_org_id_asset_id_fkey" FOREIGN KEY ("org_id", "asset_id") REFERENCES "asset"("org_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "asset_processing" ADD CONSTRAINT "asset_processing_org_id_asset_id_fkey" FOREIGN KEY ("org_id", "asset_id") REFERENCES "asset"("org_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "annotation" ADD CONSTRAINT "annotation_org_id_dataset_id_fkey" FOREIGN KEY ("org_id", "dataset_id") REFERENCES "dataset"("org_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transcript_segment" ADD CONSTRAINT "transcript_segment_org_id_asset_id_fkey" FOREIGN KEY ("org_id", "asset_id") REFERENCES "asset"("org_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "item_schema" ADD CONSTRAINT "item_schema_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ingest_session" ADD CONSTRAINT "ingest_session_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ingest_session" ADD CONSTRAINT "ingest_session_org_id_dataset_id_fkey" FOREIGN KEY ("org_id", "dataset_id") REFERENCES "dataset"("org_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "upload" ADD CONSTRAINT "upload_org_id_session_id_fkey" FOREIGN KEY ("org_id", "session_id") REFERENCES "ingest_session"("org_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "upload" ADD CONSTRAINT "upload_org_id_asset_id_fkey" FOREIGN KEY ("org_id", "asset_id") REFERENCES "asset"("org_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ingest_issue" ADD CONSTRAINT "ingest_issue_org_id_session_id_fkey" FOREIGN KEY ("org_id", "session_id") REFERENCES "ingest_session"("org_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "export" ADD CONSTRAINT "export_org_id_dataset_id_fkey" FOREIGN KEY ("org_id", "dataset_id") REFERENCES "dataset"("org_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webhook" ADD CONSTRAINT "webhook_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webhook_delivery" ADD CONSTRAINT "webhook_delivery_org_id_webhook_id_fkey" FOREIGN KEY ("org_id", "webhook_id") REFERENCES "webhook"("org_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
