-- A link pinned to a revision shows nothing that is later than it, unless it says so.
ALTER TABLE share_link ADD COLUMN with_reviews boolean NOT NULL DEFAULT false;
