-- Orders of items by title and by duration, both ways. They are columns, not expressions in the indexes: behind
-- row-level security only comparisons of columns can use an index.

-- What has no duration comes last either way, in tuples that compare without nulls.
ALTER TABLE item
  ADD COLUMN sort_title text COLLATE "C" NOT NULL GENERATED ALWAYS AS (left(coalesce(title, key), 200)) STORED,
  ADD COLUMN sort_duration_asc float8 NOT NULL GENERATED ALWAYS AS (coalesce(duration_seconds, 'Infinity')) STORED,
  ADD COLUMN sort_duration_desc float8 NOT NULL GENERATED ALWAYS AS (coalesce(duration_seconds, '-Infinity')) STORED;

CREATE INDEX item_sort_title_idx ON item (org_id, dataset_id, sort_title, position);
DROP INDEX item_org_id_dataset_id_duration_seconds_position_idx;
CREATE INDEX item_sort_duration_asc_idx ON item (org_id, dataset_id, sort_duration_asc, position);
CREATE INDEX item_sort_duration_desc_idx ON item (org_id, dataset_id, sort_duration_desc, position);
