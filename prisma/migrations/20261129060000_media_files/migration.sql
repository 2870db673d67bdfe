-- What the server knows and makes of media files, and how far it is with the files of a revision.

ALTER TYPE "AssetRole" ADD VALUE 'PREVIEW' AFTER 'THUMBNAIL';
ALTER TYPE "ProcessingState" ADD VALUE 'NOT_APPLICABLE';

-- RFC 6381 strings, separated by commas as in the `codecs` parameter of a media type. NULL until known.
ALTER TABLE asset ADD COLUMN codecs text;
ALTER TABLE asset ADD COLUMN frame_rate double precision;
ALTER TABLE asset ADD COLUMN page_count integer;

-- The files of a revision by content type and role, counted once after the publish: [{ contentType, isTranscript, count }].
ALTER TABLE dataset_revision ADD COLUMN files jsonb;

CREATE INDEX asset_processing_failed_idx ON asset_processing (org_id, asset_id) WHERE state = 'FAILED';
