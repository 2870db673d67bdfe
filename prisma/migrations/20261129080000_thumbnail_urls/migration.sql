-- Addresses of thumbnails and posters have an action of their own in the access log. Existing rows keep theirs: the log is never changed.
ALTER TYPE "AccessAction" ADD VALUE IF NOT EXISTS 'THUMBNAIL_URL' AFTER 'ASSET_URL';
