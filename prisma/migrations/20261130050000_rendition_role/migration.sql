-- Copy of a film or sound that browsers play.
ALTER TYPE "AssetRole" ADD VALUE IF NOT EXISTS 'RENDITION' AFTER 'PREVIEW';
