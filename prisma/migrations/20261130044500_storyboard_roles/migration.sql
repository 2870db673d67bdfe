-- Small pictures of a film in one file, and the times of each.
ALTER TYPE "AssetRole" ADD VALUE IF NOT EXISTS 'STORYBOARD' AFTER 'POSTER';
ALTER TYPE "AssetRole" ADD VALUE IF NOT EXISTS 'STORYBOARD_CUES' AFTER 'STORYBOARD';
