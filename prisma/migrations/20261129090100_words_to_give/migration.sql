-- The run that still gives the words to the items that have the file; null when all of them have the words. A worker that is
-- killed in between leaves it, and the task `indexWords` goes on.
ALTER TABLE asset_words ADD COLUMN pending_run uuid;
