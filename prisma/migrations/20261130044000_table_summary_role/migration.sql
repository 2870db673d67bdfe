-- The summary of a table is a file in a role of its own.
ALTER TYPE "AssetRole" ADD VALUE IF NOT EXISTS 'TABLE_SUMMARY' AFTER 'FRAME_TIMES';
