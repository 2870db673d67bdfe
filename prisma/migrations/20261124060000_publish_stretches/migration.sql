-- Stretches of a manifest are written side by side: what is noted is which of them are, not how far it is.

ALTER TABLE publish_request
  DROP COLUMN written_line,
  DROP COLUMN linked_line,
  ADD COLUMN lines_at_once INTEGER NOT NULL DEFAULT 5000,
  ADD COLUMN written_stretches INTEGER[] NOT NULL DEFAULT '{}';

-- A publish that is under way begins anew, and sweeps what it has written.
UPDATE publish_request SET staged_rows = NULL;
