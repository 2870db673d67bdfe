-- Sort keys and words of datasets are written by the server, as those of items are: the same on every database. Rows that
-- exist get an approximation, until the task `indexWords` has written theirs. An organization has few datasets.
ALTER TABLE dataset
  -- The natural order of names.
  ADD COLUMN sort_name text COLLATE "C" NOT NULL DEFAULT '',
  -- Words of the name and slug, and of the description, as `domain/datasets/dataset-words.ts` prints them.
  ADD COLUMN name_words text COLLATE "C" NOT NULL DEFAULT '',
  ADD COLUMN description_words text COLLATE "C" NOT NULL DEFAULT '';

UPDATE dataset SET sort_name = lower(name), name_words = lower(name || E'\n' || slug), description_words = ' ' || lower(description);

CREATE INDEX dataset_org_id_sort_name_id_idx ON dataset (org_id, sort_name, id);
